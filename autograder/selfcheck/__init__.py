"""Students check their own work on the public examples, on their own machine.

Their code runs as they would run it themselves, in a plain process or in their notebook; nothing here needs a
solution, a hidden grader or a sandbox. Grading other people's work goes through `autograder.grading` instead.
"""

from __future__ import annotations

from autograder.selfcheck.model import Failure, SelfCheck, TaskCheck
from autograder.selfcheck.run import run

__all__ = ["Failure", "SelfCheck", "TaskCheck", "run"]
