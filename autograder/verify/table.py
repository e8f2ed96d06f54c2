"""What was proved, as a table."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from autograder.verify.proof import Proof


def table(proofs: list[Proof]) -> Table:
    """A row for each exercise, and the sums."""
    made = Table(show_footer=len(proofs) > 1)
    columns = {
        "tasks": sum(p.tasks for p in proofs),
        "cases": sum(p.cases for p in proofs),
        "points": sum(p.points for p in proofs),
        "alternatives": sum(p.alternatives for p in proofs),
        "mistakes": sum(p.mistakes for p in proofs),
        "mutants": sum(p.mutants for p in proofs),
        "killed": sum(p.killed for p in proofs),
        "equivalent": sum(p.equivalent for p in proofs),
    }
    made.add_column("exercise", footer=f"{len(proofs)} exercises")
    for name, total in columns.items():
        made.add_column(name, footer=str(total), justify="right")
    made.add_column("seconds", justify="right")
    made.add_column("proved", footer="yes" if all(p.holds for p in proofs) else "NO")
    for proof in proofs:
        figures = [str(getattr(proof, name)) for name in columns]
        made.add_row(
            proof.exercise, *figures, f"{proof.seconds:.1f}", "yes" if proof.holds else "NO"
        )
    return made


def failure_lines(proofs: list[Proof]) -> Iterator[str]:
    """Every claim that does not hold."""
    for proof in proofs:
        for failure in proof.failures:
            yield f"{proof.exercise}: {failure}"
