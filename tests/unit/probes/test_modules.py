"""Modules from plain data."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from autograder.worker.probes import ProbeError, find

module, snapshot = find("module"), find("snapshot")


def test_three_ways_to_write_a_sequential():
    specs = [
        [("Linear", 3, 4), ("ReLU",)],
        ("Sequential", ("Linear", 3, 4), "ReLU"),
        {"0": ["Linear", 3, 4], "1": ["ReLU"]},
    ]
    states = [module(spec, 5).state_dict() for spec in specs]
    for state in states[1:]:
        assert list(state) == list(states[0])
        assert all(torch.equal(state[name], states[0][name]) for name in state)


def test_options_names_and_modes_of_their_own():
    net = module(
        (
            "Sequential",
            {
                "stem": ("Conv2d", 2, 4, 3, {"stride": 2, "bias": False}),
                "bn": ("BatchNorm2d", 4, {"momentum": None, "eps": 1e-3, "mode": "train"}),
                "block": ("Sequential", ("BatchNorm2d", 4, {"affine": False}), {"frozen": True}),
            },
            {"mode": "eval"},
        )
    )
    assert not net.training and net.bn.training and not net.block[0].training
    assert net.stem.stride == (2, 2) and net.bn.momentum is None and net.stem.bias is None
    assert isinstance(net.stem, nn.Conv2d)


def test_frozen_shared_and_tied():
    net = module(
        {
            "first": ("Linear", 3, 3, {"frozen": True}),
            "again": ("same", "first"),
            "last": ("Linear", 3, 3, {"tied": {"weight": "first.weight"}}),
        }
    )
    assert net.again is net.first and net.last.weight is net.first.weight
    assert [value.requires_grad for value in net.parameters()] == [False, False, True]


def test_states():
    spec = [("Linear", 3, 2), ("BatchNorm1d", 2)]
    assert np.array_equal(module(spec)[0].weight.detach(), module(spec)[0].weight.detach())
    assert not torch.equal(module(spec, 1)[0].weight, module(spec, 2)[0].weight)
    bn = module(spec, 1)[1]
    assert bn.running_var.min() > 0 and bn.running_mean.any() and bn.num_batches_tracked > 0
    loaded = module(spec, {"1.running_mean": [3.0, 4.0], "0.bias": np.array([1.0, 2.0])}, "float64")
    assert loaded[1].running_mean.tolist() == [3.0, 4.0] and loaded[0].bias.tolist() == [1.0, 2.0]
    assert loaded[0].weight.dtype == torch.float64
    for state in ({"2.weight": [1.0]}, {"0.bias": [1.0]}):
        with pytest.raises(ProbeError):
            module(spec, state)


def test_global_generators_stay_as_they_were():
    digest = find("global_rng_digest")
    before = digest()
    module([("Linear", 3, 2)])
    module([("Linear", 3, 2)], 4)
    assert digest() == before


@pytest.mark.parametrize(
    "spec", [("Lineer", 3, 2), 3, ("same", "x"), ("Linear", 1, 2, 3, 4, 5, 6, 7)]
)
def test_impossible_specs(spec):
    with pytest.raises(ProbeError):
        module(spec)


def test_later_patches_do_not_reach_the_builder(monkeypatch):
    monkeypatch.setattr(nn, "Linear", None)
    monkeypatch.setattr(nn, "Sequential", None)
    assert module([("Linear", 3, 2)])(torch.zeros(1, 3)).shape == (1, 2)


def test_the_odd_ones():
    x = torch.ones(2, 3)
    assert module(("nan",))(x).isnan().all()
    late = module(("raises", 1))
    assert late(x) is x
    with pytest.raises(RuntimeError, match="planted failure"):
        late(x)
    assert module([("Linear", 3, 3), "detached"])(x).grad_fn is None
    assert isinstance(module(("tuple_output", ("Linear", 3, 3)))(x), tuple)
    nested = module(
        [("tuple_output", ("Linear", 3, 3), {"as_dict": True}), ("pick", "rest"), ("pick", 0)]
    )
    assert nested(x).shape == (2, 3)
    assert torch.equal(module(("residual", ("Identity",)))(x), 2 * x)
    net = module([("unused", 2, 5), ("unused", 4, {"times_zero": True}), "scale", ("Dropout", 0.5)])
    gradients = find("gradients")(net, "mse", (x, x))
    assert gradients["0.weight"] is None and not gradients["1.weight"].any()
    assert gradients["2.scale"].shape == ()
