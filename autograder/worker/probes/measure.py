"""Looking at torch objects where they live: settings, weights, modes, hooks, gradients, graphs.

All of it comes back as plain data, since no module, tensor in a graph, or hook crosses the line. No
secret here: a measurement is what anyone could read off the object; what it should be is judged on
the other side. A submission that tampers with a measurement changes what is said about its own work
alone; where a truth must be had, graders measure in a worker that never loaded a submission.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from autograder.worker.probes.losses import loss as loss_by_name
from autograder.worker.probes.zoo import Witness

_Module, _no_grad, _grad = nn.Module, torch.no_grad, torch.autograd.grad
_enable_grad, _bfloat16, _float32 = torch.enable_grad, torch.bfloat16, torch.float32
_full_like = torch.full_like
_HOOKS = {
    "forward": "_forward_hooks",
    "forward_pre": "_forward_pre_hooks",
    "backward": "_backward_hooks",
    "backward_pre": "_backward_pre_hooks",
}
_GLOBAL_HOOKS = tuple(f"_global{name}" for name in _HOOKS.values())


def describe(module: Any) -> dict[str, Any]:
    """What a module is: class, base classes, settings, mode, and the same of its children.

    ``config`` holds every public setting that is plain data (stride, padding, groups, eps,
    momentum, p, ...) and for each parameter that the class knows whether it is there (``"bias":
    False``). An object that is no module has ``is_module`` False and nothing else but its class.
    """
    kind = type(module)
    if not isinstance(module, _Module):
        return {"class": kind.__name__, "is_module": False}
    config = {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and name != "training" and _is_plain(value)
    }
    config |= {name: value is not None for name, value in module._parameters.items()}
    return {
        "class": kind.__name__,
        "bases": [base.__name__ for base in kind.__mro__[1:-1]],
        "is_module": True,
        "config": config,
        "training": module.training,
        "children": {name: describe(child) for name, child in module.named_children()},
    }


def snapshot(module: nn.Module) -> dict[str, dict[str, Any]]:
    """Everything about a module that a careless function may change, as copies.

    ``parameters``, ``gradients`` (None where there is none), ``buffers``: arrays by name;
    ``modes``: by name of the module, the root is ""; ``requires_grad``: by name of the parameter. A
    shared one goes by its first name.
    """
    parameters = dict(module.named_parameters())
    return {
        "parameters": {name: _array(value) for name, value in parameters.items()},
        "gradients": {name: _array(value.grad) for name, value in parameters.items()},
        "buffers": {name: _array(value) for name, value in module.named_buffers()},
        "modes": {name: child.training for name, child in module.named_modules()},
        "requires_grad": {name: value.requires_grad for name, value in parameters.items()},
    }


def hooks(module: nn.Module) -> dict[str, int]:
    """How many hooks there are: of each kind on the module and all below it, and global ones."""
    counts = {
        kind: sum(len(getattr(child, name)) for child in module.modules())
        for kind, name in _HOOKS.items()
    }
    counts["parameter"] = sum(
        len(value._backward_hooks or ()) + len(value._post_accumulate_grad_hooks or ())
        for value in module.parameters()
    )
    counts["global"] = sum(len(getattr(nn.modules.module, name)) for name in _GLOBAL_HOOKS)
    return counts


def witnessed(module: nn.Module) -> dict[str, list[dict[str, Any]]]:
    """What the ``witness`` layers saw, by name: one entry per call."""
    return {
        name: list(child.seen)
        for name, child in module.named_modules()
        if isinstance(child, Witness)
    }


def call_module(module: Any, *inputs: Any) -> Any:
    """What a module (or function) returns for these inputs as it stands, without a graph."""
    with _no_grad():
        return _detached(module(*inputs))


def gradients(module: nn.Module, loss: Any, batch: Any) -> dict[str, Any]:
    """The gradient of ``loss(module(x), y)`` for each parameter by name; ``.grad`` is left alone.

    ``loss`` is the name of one or a callable of the worker; ``batch`` is ``(x, y)``. None where a
    parameter takes no part or is frozen. The forward pass is an ordinary one: running statistics
    move in train mode.
    """
    loss = loss_by_name(loss) if isinstance(loss, str) else loss
    x, y = batch
    named = {name: value for name, value in module.named_parameters() if value.requires_grad}
    with _enable_grad():
        values = _grad(loss(module(x), y), list(named.values()), allow_unused=True)
    found = dict(zip(named, map(_array, values), strict=True))
    return {name: found.get(name) for name, _ in module.named_parameters()}


def leave_gradients(module: nn.Module, value: float) -> None:
    """Every parameter that learns gets a ``.grad`` full of ``value``, as if left over from another batch."""
    for parameter in module.parameters():
        if parameter.requires_grad:
            parameter.grad = _full_like(parameter, value)


def vector_jacobian(function: Any, inputs: Any, upstream: Tensor) -> tuple[Tensor, list[Any]]:
    """``(output, gradients)`` of ``sum(upstream * function(*inputs))`` for each floating input.

    ``function`` is a module or a function of the worker: ``submission.log_softmax``, say. None stands for
    an input that is no floating tensor or takes no part.
    """
    leaves = [
        value.detach().clone().requires_grad_() if _is_floating(value) else value
        for value in inputs
    ]
    floating = [value for value in leaves if _is_floating(value)]
    with _enable_grad():
        output = function(*leaves)
        values = iter(_grad(output, floating, upstream, allow_unused=True))
    found = [next(values) if _is_floating(value) else None for value in leaves]
    return output.detach().clone(), [_array(value) for value in found]


def live_graphs() -> int:
    """How many live tensors hang on a graph: a running loss that was never detached shows."""
    gc.collect()
    return sum(issubclass(type(o), Tensor) and o.grad_fn is not None for o in gc.get_objects())


def _array(value: Tensor | None) -> Any:
    """A copy as an array; bfloat16, which numpy lacks, as float32; of a meta tensor its shape."""
    if value is None:
        return None
    if value.is_meta:
        return {"device": "meta", "shape": tuple(value.shape), "dtype": str(value.dtype)}
    value = value.detach().cpu()
    if value.dtype == _bfloat16:
        value = value.to(_float32)
    return value.numpy().copy()


def _detached(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.detach().clone()
    if isinstance(value, Mapping):
        return {key: _detached(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_detached(item) for item in value)
    return value


def _is_floating(value: Any) -> bool:
    return isinstance(value, Tensor) and value.is_floating_point()


def _is_plain(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return all(map(_is_plain, value))
    return value is None or type(value) in (bool, int, float, str)
