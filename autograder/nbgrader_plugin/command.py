"""The command ``deepdrill nbgrade``: a run with a progress bar, told in the terminal."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.grading.run import GRADED, INTERRUPTED, TOOL_FAILED
from autograder.nbgrader_plugin.run import Run
from autograder.text import Language


def nbgrade(
    assignment: str,
    *,
    course: Path | None = None,
    jobs: int = 0,
    language: Language | None = None,
    force: bool = False,
    seed: str = "",
    cuda: bool = False,
) -> int:
    """The command: a progress bar, a line for whatever needs the instructor, and the exit code."""
    console = Console()
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    interrupted = False
    before = Path.cwd()
    os.chdir(course or before)  # as nbgrader's own converters do
    try:
        with (
            Run(assignment, language=language, force=force, seed=seed, cuda=cuda) as run,
            Progress(*columns, console=console, transient=True) as progress,
        ):
            bar = progress.add_task("reading", total=None)
            pending = run.pending()
            progress.update(bar, description="grading", total=len(pending))
            try:
                for _ in run.graded(pending, jobs):
                    progress.advance(bar)
            except KeyboardInterrupt:
                interrupted = True
            run.finish()
    finally:
        os.chdir(before)
    summary = run.summary
    for line in summary.lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    told = f"{summary.graded} notebooks graded, {summary.skipped} unchanged"
    console.print(f"{told}; seed {run.secret:x}", markup=False, highlight=False)
    if interrupted:
        return INTERRUPTED
    return TOOL_FAILED if summary.by_hand else GRADED
