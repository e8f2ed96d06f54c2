"""Full MNIST: from the four IDX files in a folder, or from OpenML where there is a network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.course.layout import shown
from autograder.data.idx import read_idx
from autograder.errors import DeepdrillError

# As published; some mirrors write a dot where others write a dash, and most files come with .gz.
FILES = {
    "train_images": "train-images-idx3-ubyte",
    "train_labels": "train-labels-idx1-ubyte",
    "test_images": "t10k-images-idx3-ubyte",
    "test_labels": "t10k-labels-idx1-ubyte",
}
TRAIN_ROWS = 60_000
SIDE = 28


@dataclass(frozen=True)
class Mnist:
    """MNIST (LeCun et al., 1998). Images ``(N, 28, 28)``, float64 in [0, 1]; labels ``(N,)``, int64 from 0 to 9."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def load_mnist(folder: str | Path | None = None) -> Mnist:
    """MNIST from the IDX files in ``folder``; without one it is fetched from OpenML and cached by scikit-learn.

    Raises:
        DeepdrillError: a file is missing, damaged or of another data set, or OpenML can't be reached.
    """
    return _from_openml() if folder is None else _from_folder(Path(folder).expanduser())


def _from_folder(folder: Path) -> Mnist:
    if not folder.is_dir():
        raise DeepdrillError(
            f"{shown(folder)} is no folder; name the one that holds {FILES['train_images']}"
        )
    parts = {name: read_idx(_file(folder, stem)) for name, stem in FILES.items()}
    for part in ("train", "test"):
        images, labels = parts[f"{part}_images"], parts[f"{part}_labels"]
        if images.ndim != 3 or labels.ndim != 1 or len(images) != len(labels):
            raise DeepdrillError(
                f"{shown(folder)}: the {part} images have shape {images.shape} and the labels {labels.shape}; "
                "they do not belong together"
            )
    return Mnist(
        _scaled(parts["train_images"]), parts["train_labels"].astype(np.int64),
        _scaled(parts["test_images"]), parts["test_labels"].astype(np.int64),
    )  # fmt: skip


def _file(folder: Path, stem: str) -> Path:
    for name in (stem, stem.replace("-idx", ".idx")):
        for suffix in ("", ".gz"):
            if (path := folder / f"{name}{suffix}").is_file():
                return path
    raise DeepdrillError(f"{shown(folder)} has no {stem} and no {stem}.gz")


def _from_openml() -> Mnist:
    from sklearn.datasets import fetch_openml

    try:
        pixels, labels = fetch_openml(
            "mnist_784", version=1, as_frame=False, parser="liac-arff", return_X_y=True
        )
    except (
        Exception
    ) as error:  # URLError, timeouts, HTTP errors, a broken cache: the way out is the same
        raise DeepdrillError(
            f"MNIST could not be fetched from OpenML ({type(error).__name__}: {error}); download its four IDX "
            "files elsewhere and name their folder with --folder"
        ) from None
    images, labels = _scaled(pixels.reshape(-1, SIDE, SIDE)), labels.astype(np.int64)
    return Mnist(images[:TRAIN_ROWS], labels[:TRAIN_ROWS], images[TRAIN_ROWS:], labels[TRAIN_ROWS:])


def _scaled(images: np.ndarray) -> np.ndarray:
    return images.astype(np.float64) / 255
