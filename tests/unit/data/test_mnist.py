"""MNIST from small files that the test writes, and what is said of files that are none."""

from __future__ import annotations

import gzip
import struct

import numpy as np
import pytest

from autograder.data.idx import read_idx
from autograder.data.mnist import load_mnist
from autograder.errors import DeepdrillError

IMAGES, LABELS = (5, 28, 28), (5,)


def idx(array: np.ndarray, code: int) -> bytes:
    header = bytes([0, 0, code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.tobytes()


@pytest.fixture
def folder(tmp_path):
    """Training files inside gzip, test files as they are, one of them with a mirror's dot."""
    generator = np.random.default_rng(0)
    for part in ("train", "t10k"):
        images = generator.integers(0, 256, IMAGES, dtype=np.uint8)
        labels = generator.integers(0, 10, LABELS, dtype=np.uint8)
        for name, array in (
            (f"{part}-images-idx3-ubyte", images),
            (f"{part}-labels-idx1-ubyte", labels),
        ):
            content = idx(array, 8)
            if part == "train":
                (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content))
            else:
                (tmp_path / name.replace("-idx1", ".idx1")).write_bytes(content)
    return tmp_path


def test_four_files_become_images_and_labels(folder):
    data = load_mnist(folder)
    for images, labels in (
        (data.train_images, data.train_labels),
        (data.test_images, data.test_labels),
    ):
        assert images.shape == IMAGES and images.dtype == np.float64
        assert images.min() >= 0 and 0.9 < images.max() <= 1
        assert labels.shape == LABELS and labels.dtype == np.int64
    raw = (folder / "t10k-images-idx3-ubyte").read_bytes()[16:]
    assert data.test_images[0, 0, 1] == raw[1] / 255
    assert not np.array_equal(data.train_images, data.test_images)


@pytest.mark.parametrize(
    "code, dtype", [(8, "u1"), (9, "i1"), (11, ">i2"), (12, ">i4"), (13, ">f4"), (14, ">f8")]
)
def test_every_type_of_number(tmp_path, code, dtype):
    array = np.arange(-3, 3).astype(dtype).reshape(2, 3)
    (tmp_path / "x").write_bytes(idx(array, code))
    got = read_idx(tmp_path / "x")
    assert got.dtype.isnative and got.dtype == np.dtype(dtype).newbyteorder("=")
    np.testing.assert_array_equal(got, array)


def damaged(folder, change):
    path = folder / "t10k-images-idx3-ubyte"
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda content: b"", "no IDX file"),
        (lambda content: b"<html>" + content, "no IDX file"),
        (lambda content: content[:9], "ends within its header"),
        (lambda content: content[:-1], "promises 3920; download it again"),
        (lambda content: content + b"\0", "promises 3920; download it again"),
        (lambda content: gzip.compress(content)[:-20], "is damaged"),
        (lambda content: idx(np.zeros((4, 28, 28), np.uint8), 8), "they do not belong together"),
        (lambda content: content[:3] + b"\xff" + content[4:], "within its header|promises"),
    ],
)
def test_a_damaged_file_is_one_sentence(folder, change, said):
    damaged(folder, change)
    with pytest.raises(DeepdrillError, match=said):
        load_mnist(folder)


def test_a_missing_file_is_named(folder):
    (folder / "train-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(DeepdrillError, match=r"has no train-labels-idx1-ubyte and no .*\.gz"):
        load_mnist(folder)
    with pytest.raises(DeepdrillError, match="is no folder"):
        load_mnist(folder / "nowhere")


def test_without_a_folder_openml_is_asked(monkeypatch):
    from sklearn import datasets

    pixels = np.zeros((70_000, 784), dtype=np.uint8)
    pixels[60_000, 28] = 255
    labels = np.array(["7"] * 60_000 + ["2"] * 10_000)
    monkeypatch.setattr(datasets, "fetch_openml", lambda *args, **kwargs: (pixels, labels))
    data = load_mnist()
    assert data.train_images.shape == (60_000, 28, 28) and data.test_images.shape == (
        10_000,
        28,
        28,
    )
    assert (
        data.test_images[0, 1, 0] == 1
        and set(data.test_labels) == {2}
        and set(data.train_labels) == {7}
    )


def test_no_network_is_one_sentence(monkeypatch):
    from sklearn import datasets

    def unreachable(*args, **kwargs):
        raise OSError("no route to host")

    monkeypatch.setattr(datasets, "fetch_openml", unreachable)
    with pytest.raises(DeepdrillError, match=r"no route to host.*--folder"):
        load_mnist()
