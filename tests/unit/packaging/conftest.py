"""Lets these tests use the small course of tests/unit/course."""

from __future__ import annotations

import sys
from pathlib import Path

folder = Path(__file__).parent.parent / "course"
if str(folder) not in sys.path:
    sys.path.append(str(folder))
