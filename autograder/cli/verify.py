"""``deepdrill verify``: proves that the graders are right, and prints what was proved."""

from __future__ import annotations

import os

import typer


def command(
    questions: list[str] = typer.Argument(None, metavar="[Q]...", help="Exercises; all if none."),
    seeds: int = typer.Option(3, min=1, help="Under how many seeds the verdicts must be the same."),
    mutants: int = typer.Option(
        60, min=0, help="At most so many mutants of each solution, drawn at random."
    ),
    all_mutants: bool = typer.Option(False, "--all-mutants", help="Try every mutant."),
    jobs: int = typer.Option(os.cpu_count() or 1, min=1, help="Processes."),
) -> int:
    """Prove the graders: solutions pass, mistakes are caught and named, mutants die (instructors)."""
    from rich.console import Console
    from rich.progress import Progress

    from autograder.course.catalogue import Catalogue
    from autograder.errors import DeepdrillError
    from autograder.verify.run import prove_all
    from autograder.verify.table import failure_lines, table

    catalogue = Catalogue()
    if catalogue.course.edition != "instructor":
        raise DeepdrillError("verify needs the solutions: run it in a checkout")
    names = [catalogue.find(name).id for name in questions or []] or list(catalogue.ids)
    console = Console()
    proofs = []
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("proving", total=len(names))
        for proof in prove_all(catalogue, names, seeds, None if all_mutants else mutants, jobs):
            proofs.append(proof)
            progress.advance(bar)
    proofs.sort(key=lambda proof: names.index(proof.exercise))
    console.print(table(proofs))
    for line in failure_lines(proofs):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    return 0 if all(proof.holds for proof in proofs) else 1
