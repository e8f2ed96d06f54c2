"""deepdrill: deep-learning interview questions as graded exercises.

Kept free of imports on purpose: the confined worker and the command line both start here, and each
pays only for what it uses.
"""

__version__ = "0.1.0"


# What notebooks call; each is imported when it is first asked for.
_FOR_NOTEBOOKS = {
    "check": "autograder.selfcheck.notebook",
    "draw": "autograder.selfcheck.draw",
    "grade": "autograder.nbgrader_plugin.in_kernel",
    "ready": "autograder.selfcheck.ready",
}


def __getattr__(name: str) -> object:
    """``autograder.check`` and the other functions for notebooks."""
    if name in _FOR_NOTEBOOKS:
        import importlib

        return getattr(importlib.import_module(_FOR_NOTEBOOKS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
