"""deepdrill: deep-learning interview questions as graded exercises.

Kept free of imports on purpose: the confined worker and the command line both start here, and each
pays only for what it uses.
"""

__version__ = "0.1.0"
