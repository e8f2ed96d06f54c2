"""
a

나
"""

from solution import StaticGraph


def plot():
    import matplotlib.pyplot as plt

    plt.show()
