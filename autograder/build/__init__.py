"""What students receive, made from what instructors wrote: `build` writes it, `check` says what is stale."""

from __future__ import annotations

from autograder.build.files import Change, build, check, expected_files

__all__ = ["Change", "build", "check", "expected_files"]
