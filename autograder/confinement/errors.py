"""The one way in which confining fails."""

from __future__ import annotations


class ConfinementError(RuntimeError):
    """Something could not be confined as asked. The caller refuses to run the submission."""
