"""What a probe raises when asked for something impossible, and how it marks what stays behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Probe = TypeVar("Probe", bound=Callable)


class ProbeError(ValueError):
    """The grader asked for something that a probe cannot make: not the student's mistake."""


def returns_handle(probe: Probe) -> Probe:
    """Mark a probe whose result stays in the worker and crosses as an opaque handle."""
    probe.returns_handle = True
    return probe
