"""Generators, live arrays, scratch files and loaders."""

from __future__ import annotations

import random

import numpy as np
import pytest
import torch

from autograder.worker.probes import ProbeError, find, scratch


def test_same_seed_same_stream_and_the_digest_tells_when_it_advanced():
    rng, state = find("rng"), find("rng_state")
    first, second = rng(7), rng(7)
    assert state(first) == state(second) != state(rng(8))
    first.normal()
    assert state(first) != state(second)
    assert state(torch.Generator()) == state(torch.Generator())
    with pytest.raises(ProbeError):
        state(3)


@pytest.mark.parametrize(
    "draw", [random.random, np.random.rand, lambda: torch.rand(1), lambda: np.random.seed(5)]
)
def test_global_digest_shows_who_touched_a_global_generator(draw):
    digest = find("global_rng_digest")
    find("seed_global")(11)
    before = digest()
    find("rng")(0).normal(size=100)
    torch.rand(3, generator=torch.Generator())
    assert digest() == before
    draw()
    assert digest() != before
    find("seed_global")(11)
    assert digest() == before


def test_live_array_keeps_its_layout_and_is_written_in_place():
    data = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    live = find("array")(data)
    assert live.flags.f_contiguous and not np.shares_memory(live, data)
    alias = live.T
    find("fill")(live, np.zeros((2, 3)))
    assert not alias.any() and data.any()
    seen = find("read")(live)
    seen += 1
    assert not live.any()
    with pytest.raises(ProbeError, match="shape"):
        find("fill")(live, np.zeros(3))


def test_live_tensor_is_read_without_its_graph_and_filled():
    live = find("tensor")(np.ones(3), requires_grad=True)
    assert live.requires_grad and live.is_leaf
    find("fill")(live, np.array([1.0, 2.0, 3.0]))
    (seen,) = find("read")([live * 2])
    assert seen.tolist() == [2.0, 4.0, 6.0] and not seen.requires_grad


def test_identity_and_shared_memory():
    live = find("array")([1.0, 2.0])
    assert find("same")(live, live) and not find("same")(live, live.copy())
    assert find("shares_memory")(live, live[::2])
    assert find("shares_memory")(live, torch.from_numpy(live))
    assert not find("shares_memory")(live, live.copy())


def test_read_walks_containers():
    assert find("read")({"a": (np.arange(2), 3)})["a"][0].tolist() == [0, 1]


def test_scratch_folders_are_fresh_and_nothing_is_read_outside(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "_root", tmp_path)
    scratch.clear()
    first, second = find("scratch")(), find("scratch")()
    assert first != second and first.startswith(str(tmp_path))
    find("write_file")(f"{first}/weights.pt", b"\x00bytes")
    assert find("read_file")(f"{first}/weights.pt") == b"\x00bytes"
    for path in ("/etc/hostname", f"{first}/../../outside"):
        with pytest.raises(ProbeError, match="not in the scratch folder"):
            find("read_file")(path)
        with pytest.raises(ProbeError, match="not in the scratch folder"):
            find("write_file")(path, b"")
    scratch.clear()
    assert not list(tmp_path.iterdir()) and find("scratch")() == first
    scratch.clear()


def test_loader_counts_passes_and_gives_fresh_copies():
    x = np.ones((2, 3))
    loader = find("loader")([(x, [0, 1]), (x, [1, 0])])
    with pytest.raises(TypeError):
        len(loader)
    for batch, _ in loader:
        batch += 1
    first = next(iter(loader))
    assert isinstance(first, tuple) and first[0].tolist() == x.tolist() == [[1, 1, 1]] * 2
    assert (loader.passes, loader.finished, loader.served) == (2, 1, 3)
    assert len(find("loader")([x, x], sized=True)) == 2
