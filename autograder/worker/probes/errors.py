"""What a probe raises when it was asked for something impossible, and how it marks what stays behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Probe = TypeVar("Probe", bound=Callable)


class ProbeError(ValueError):
    """The grader asked for something that a probe cannot make: the tool's mistake, not the student's."""


def returns_handle(probe: Probe) -> Probe:
    """Mark a probe whose result stays in the worker and crosses as an opaque handle, whatever its type."""
    probe.returns_handle = True
    return probe
