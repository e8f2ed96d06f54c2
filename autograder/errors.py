"""What goes wrong outside a student's code, told in one sentence."""

from __future__ import annotations


class DeepdrillError(Exception):
    """Bad input: names the thing and the next step. The command line prints it and exits with 2."""


class ToolFailure(Exception):
    """Our own failure: never a student's zero. Reported apart, and the exit code says so."""
