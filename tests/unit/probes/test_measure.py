"""Looking at torch objects, and the optimizers and losses that go with them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from autograder.worker.probes import ProbeError, find

module, snapshot, describe = find("module"), find("snapshot"), find("describe")
NET = {
    "body": ("Linear", 3, 4),
    "bn": ("BatchNorm1d", 4),
    "head": ("Linear", 4, 2, {"bias": False}),
}


def test_describe_is_plain_data():
    conv = module(("Conv2d", 2, 4, (3, 2), {"stride": 2, "groups": 2, "padding_mode": "reflect"}))
    told = describe(conv)
    assert told["class"] == "Conv2d" and told["config"]["kernel_size"] == (3, 2)
    assert told["config"]["padding_mode"] == "reflect" and told["config"]["bias"] is True
    children = describe(module(NET))["children"]
    assert list(children) == ["body", "bn", "head"] and children["head"]["config"]["bias"] is False
    assert children["bn"]["config"]["momentum"] == 0.1 and "_NormBase" in children["bn"]["bases"]
    assert describe((conv,)) == {"class": "tuple", "is_module": False}


def test_snapshot_is_a_copy_of_everything_that_may_change():
    net = module(NET, 3, "float64")
    before = snapshot(net)
    assert before["modes"] == {"": True, "body": True, "bn": True, "head": True}
    assert before["gradients"]["body.weight"] is None
    net(torch.ones(4, 3, dtype=torch.float64)).sum().backward()
    net.bn.eval()
    net.head.weight.requires_grad_(False)
    after = snapshot(net)
    assert not np.array_equal(
        before["buffers"]["bn.running_mean"], after["buffers"]["bn.running_mean"]
    )
    assert np.array_equal(before["parameters"]["body.weight"], after["parameters"]["body.weight"])
    assert after["gradients"]["body.weight"].shape == (4, 3) and after["modes"]["bn"] is False
    assert after["requires_grad"]["head.weight"] is False


def test_snapshot_of_bfloat16_and_meta():
    net = module(("Linear", 2, 2), dtype="bfloat16")
    assert snapshot(net)["parameters"]["weight"].dtype == np.float32
    assert snapshot(net.to("meta"))["parameters"]["weight"]["shape"] == (2, 2)


def test_hooks_are_counted_by_kind():
    count = find("hooks")
    net = module({"body": ("Linear", 3, 4, {"hooked": True}), "head": ("Linear", 4, 2)})
    assert count(net)["forward"] == 1
    net.head.register_forward_pre_hook(lambda *_: None)
    net.head.weight.register_hook(lambda _: None)
    handle = torch.nn.modules.module.register_module_forward_hook(lambda *_: None)
    counts = count(net)
    handle.remove()
    assert (counts["forward_pre"], counts["parameter"], counts["global"]) == (1, 1, 1)
    assert count(net)["global"] == 0


def test_witness():
    net = module([("Linear", 3, 3), ("witness",)]).eval()
    with torch.no_grad():
        net(torch.ones(2, 3))
    assert find("witnessed")(net)["1"] == [
        {
            "training": False,
            "grad_enabled": False,
            "inference": False,
            "shape": (2, 3),
            "device": "cpu",
        }
    ]


def test_gradients_agree_with_backward_and_leave_grad_alone():
    net = module(NET, 3, "float64").eval()
    x, y = torch.ones(4, 3, dtype=torch.float64), torch.zeros(4, 2, dtype=torch.float64)
    net.bn.bias.requires_grad_(False)
    found = find("gradients")(net, "mse", (x, y))
    assert net.body.weight.grad is None and found["bn.bias"] is None
    torch.nn.functional.mse_loss(net(x), y).backward()
    assert np.allclose(found["body.weight"], net.body.weight.grad)


def test_gradients_left_over():
    net = module(NET, 3)
    net.bn.bias.requires_grad_(False)
    find("leave_gradients")(net, 2.0)
    assert net.bn.bias.grad is None and set(net.body.weight.grad.flatten().tolist()) == {2.0}


def test_vector_jacobian():
    x, labels = torch.tensor([[1.0, 2.0]]), torch.tensor([1])
    output, (dx, dlabels) = find("vector_jacobian")(
        lambda a, b: a[:, b] ** 2, [x, labels], torch.tensor([[3.0]])
    )
    assert output.tolist() == [[4.0]] and dx.tolist() == [[0.0, 12.0]] and dlabels is None
    assert not x.requires_grad


def test_call_module_returns_no_graph():
    net = module(("tuple_output", ("Linear", 3, 2)))
    out = find("call_module")(net, torch.ones(1, 3))
    assert isinstance(out, tuple) and not out[0].requires_grad


def test_live_graphs_counts_what_hangs_on_a_graph():
    x = torch.ones(2, requires_grad=True)
    before = find("live_graphs")()
    kept = [x * 2, (x * 3).detach()]
    assert find("live_graphs")() == before + 1
    kept.clear()
    assert find("live_graphs")() == before


def test_optimizer_and_its_state():
    net = module(("Linear", 2, 1), 0)
    optimizer = find("optimizer")("Adam", net, lr=0.5, betas=(0.8, 0.9))
    find("loss")("mse")(net(torch.ones(3, 2)), torch.zeros(3, 1)).backward()
    optimizer.step()
    state = find("optimizer_state")(optimizer)
    assert state["groups"][0]["lr"] == 0.5 and state["groups"][0]["betas"] == (0.8, 0.9)
    assert state["state"][0]["exp_avg"].shape == (1, 2) and state["state"][0]["step"] == 1
    assert find("optimizer_state")(find("optimizer")("sgd", [net.bias], lr=1.0))["state"] == [{}]


def test_unknown_names():
    with pytest.raises(ProbeError):
        find("optimizer")("sdg", [])
    with pytest.raises(ProbeError):
        find("loss")("rmse")
