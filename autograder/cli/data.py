"""`deepdrill data`: a data set to try an answer on, as one file for `np.load`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import Lang, LangOption, say
from autograder.course.layout import shown
from autograder.errors import DeepdrillError
from autograder.text import Text

_WROTE = Text(
    "wrote {path}; read it with np.load({path!r})", "{path} 생성. np.load({path!r})로 읽으세요."
)


class DataSet(StrEnum):
    """The data sets that can be had."""

    digits = "digits"
    mnist = "mnist"


def command(
    name: Annotated[
        DataSet,
        typer.Argument(help="digits: 8x8, comes with scikit-learn. mnist: 28x28, 70,000 images."),
    ] = DataSet.digits,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder",
            metavar="DIR",
            help="Where MNIST's four IDX files are; without it MNIST is fetched from OpenML.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to; ./<name>.npz if not given."),
    ] = None,
    lang: LangOption = Lang.en,
) -> None:
    """Write a data set to an .npz file: images as float64 in [0, 1], labels as int64."""
    if folder is not None and name is not DataSet.mnist:
        raise DeepdrillError("--folder is for mnist; digits come with scikit-learn")
    path = out if out is not None else Path(f"{name}.npz")
    if path.suffix != ".npz":
        raise DeepdrillError(f"{path} must end in .npz")
    if not path.parent.is_dir():
        raise DeepdrillError(f"{path.parent} is no folder; make it first")
    import numpy as np

    arrays = _arrays(name, folder)
    np.savez_compressed(path, **arrays)
    for key, array in arrays.items():
        say(f"{key:<13} {array.shape} {array.dtype}")
    say(_WROTE.pick(lang).format(path=shown(path)))


def _arrays(name: DataSet, folder: Path | None) -> dict:
    if name is DataSet.mnist:
        from autograder.data.mnist import load_mnist

        return vars(load_mnist(folder))
    from autograder.data.digits import load_digits

    images, labels = load_digits()
    return {"images": images, "labels": labels}
