"""Data sets to train on: the small digits that scikit-learn ships, and full MNIST for whoever wants more."""
