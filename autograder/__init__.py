"""deepdrill: deep-learning interview questions as graded exercises.

Kept free of imports on purpose: the confined worker and the command line both start here, and each
pays only for what it uses.
"""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """``autograder.check``, for notebooks; imported when it is first asked for."""
    if name == "check":
        from autograder.selfcheck.notebook import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
