"""``deepdrill grade``: a file, a student's folder or a whole class, in the sandbox."""

from __future__ import annotations

from pathlib import Path

import typer

from autograder.cli.console import Lang, LangOption


def command(
    paths: list[Path] = typer.Argument(
        ..., metavar="PATH...", help="A .py file, a student's folder, or a folder of students."
    ),
    jobs: int = typer.Option(0, min=0, help="Processes; 0 is one for each core."),
    seed: str = typer.Option(
        "", metavar="SEED", help="Grade again with the seed of an earlier report (hexadecimal)."
    ),
    out: Path = typer.Option(None, metavar="DIR", help="Write reports and feedback here."),
    gradebook: str = typer.Option(
        "",
        metavar="URL",
        help="Write the points into nbgrader's gradebook (sqlite:///gradebook.db).",
    ),
    tier: int = typer.Option(3, min=1, max=3, help="Use no higher isolation tier than this one."),
    allow_unconfined: bool = typer.Option(
        False,
        "--allow-unconfined",
        help="Grade on tier 1 too, where a submission can read the hidden tests.",
    ),
    cuda: bool = typer.Option(
        False,
        "--cuda",
        help="Hand GPUs out to the cases that need one. A submission can then talk to the GPU's driver.",
    ),
    lang: LangOption = Lang.en,
) -> int:
    """Grade submissions in the sandbox and print who got what, and why."""
    from autograder.grading.run import grade_paths

    return grade_paths(
        paths, jobs=jobs, seed=seed, out=out, gradebook=gradebook, tier=tier,
        allow_unconfined=allow_unconfined, cuda=cuda, language=lang.value,
    )  # fmt: skip
