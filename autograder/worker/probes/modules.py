"""Torch modules from plain data: ``probe.module(spec, state)``.

A spec is what crosses the line in place of a module:

* ``("Linear", 3, 4, {"bias": False})``: a kind, its positional arguments, and at most one dict of
  options;
* ``[spec, spec, ...]`` or ``("Sequential", spec, ...)``: a ``Sequential`` with children "0", "1",
  ...;
* ``{"stem": spec, "head": spec}``: a ``Sequential`` with named children; ``("Sequential", {...},
  {options})`` where it has options (a dict in the last place is options, but for a ``Sequential``'s
  only argument);
* ``("same", "stem")``: the module that stands there already, a second time (in document order);
* the zoo: ``nan``, ``raises``, ``detached``, ``tuple_output``, ``pick``, ``residual``, ``unused``,
  ``scale``, ``witness`` (see zoo.py).

Options that any kind takes beside its own:

* ``"mode": "train" | "eval"``: the mode of this module and all below it, unless they have one of
  their own;
* ``"frozen": True``: ``requires_grad`` off for every parameter below;
* ``"tied": {"weight": "stem.weight"}``: this parameter is that one;
* ``"hooked": True``: a forward hook of somebody else's is there, and must stay.

``state`` is a dict of arrays by name, an int (seeded values for every parameter and buffer, batch
norm's statistics included, so that nothing is left at its default), or None (PyTorch's own
initialisation from a fixed seed). The global generators are left as they were.

No secret here: the model, its weights and its modes are the very thing that the submission is
handed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from math import prod, sqrt
from operator import itemgetter
from typing import Any

import numpy as np
import torch
from numpy.random import Generator, default_rng
from torch import Tensor, nn

from autograder.worker.probes.errors import ProbeError, returns_handle
from autograder.worker.probes.zoo import ZOO

# Taken at import, before a submission can put something else under these names.
_LAYERS: dict[str, type[nn.Module]] = {
    name: getattr(nn, name)
    for name in (
        "Linear",
        "Conv1d",
        "Conv2d",
        "ConvTranspose2d",
        "BatchNorm1d",
        "BatchNorm2d",
        "LayerNorm",
        "GroupNorm",
        "InstanceNorm2d",
        "Dropout",
        "ReLU",
        "LeakyReLU",
        "GELU",
        "Sigmoid",
        "Tanh",
        "Softmax",
        "Identity",
        "Flatten",
        "Unflatten",
        "MaxPool2d",
        "AvgPool2d",
        "AdaptiveAvgPool2d",
        "Embedding",
    )
}
_KINDS = _LAYERS | ZOO
_WRAPPERS = ("tuple_output", "residual")
_DTYPES = {name: getattr(torch, name) for name in ("float64", "float32", "float16", "bfloat16")}
_Sequential = nn.Sequential
_default_generator, _no_grad, _from_numpy = torch.default_generator, torch.no_grad, torch.from_numpy
_get_default_dtype = torch.get_default_dtype
_INIT_SEED = 20160211  # any fixed number


@returns_handle
def module(spec: Any, state: Any = None, dtype: str = "float32") -> nn.Module:
    """The module that ``spec`` describes, with the weights and buffers that ``state`` gives it."""
    if dtype not in _DTYPES:
        raise ProbeError(f"no dtype {dtype!r} for a module; there are {', '.join(_DTYPES)}")
    before = _default_generator.get_state()
    _default_generator.manual_seed(_INIT_SEED)
    try:
        builder = _Builder()
        root = builder.build(spec, "")
    finally:
        _default_generator.set_state(before)
    if _DTYPES[dtype] != _get_default_dtype():
        root.to(_DTYPES[dtype])
    builder.finish(root)
    if isinstance(state, Mapping):
        _load(root, state)
    elif state is not None:
        _seed(root, default_rng(state))
    return root


class _Builder:
    """Builds a tree of modules; what refers to a place in the tree is done once the tree stands."""

    def __init__(self) -> None:
        self.built: dict[str, nn.Module] = {}
        self.options: list[tuple[nn.Module, dict[str, Any]]] = []

    def build(self, spec: Any, path: str) -> nn.Module:
        kind, arguments, options = _parse(spec)
        own = {
            key: options.pop(key) for key in ("mode", "frozen", "tied", "hooked") if key in options
        }
        place = len(self.options)
        built = self._make(kind, arguments, options, path)
        self.built[path] = built
        if own:  # before those of its children, which may say otherwise
            self.options.insert(place, (built, own))
        return built

    def _make(
        self, kind: str, arguments: list[Any], options: dict[str, Any], path: str
    ) -> nn.Module:
        if kind == "Sequential":
            children = arguments[0] if arguments and isinstance(arguments[0], dict) else arguments
            named = children.items() if isinstance(children, dict) else enumerate(children)
            return _Sequential(
                OrderedDict(
                    (str(name), self.build(child, _join(path, name))) for name, child in named
                )
            )
        if kind == "same":
            if arguments[0] not in self.built:
                raise ProbeError(f"no module {arguments[0]!r} has been built before {path!r}")
            return self.built[arguments[0]]
        if kind not in _KINDS:
            raise ProbeError(f"no layer called {kind!r}; there are {', '.join(_KINDS)}")
        if kind in _WRAPPERS:
            arguments = [self.build(arguments[0], _join(path, "child")), *arguments[1:]]
        try:
            return _KINDS[kind](*arguments, **options)
        except TypeError as error:
            raise ProbeError(
                f"{kind} cannot be built from {arguments}, {options}: {error}"
            ) from None

    def finish(self, root: nn.Module) -> None:
        """Modes, frozen parts, tied weights, hooks: parents first, so that a child's own wins."""
        for built, options in self.options:
            for name, other in options.get("tied", {}).items():
                setattr(built, name, _at(root, other))
            if options.get("frozen"):
                built.requires_grad_(False)
            if "mode" in options:
                built.train({"train": True, "eval": False}[options["mode"]])
            if options.get("hooked"):
                built.register_forward_hook(_somebody_elses_hook)


def _somebody_elses_hook(module: nn.Module, inputs: Any, output: Any) -> None:
    """Does nothing; it is there to be left alone."""


def _parse(spec: Any) -> tuple[str, list[Any], dict[str, Any]]:
    """(kind, positional arguments, a copy of the options) of a spec in any of its three forms."""
    if isinstance(spec, str):
        return spec, [], {}
    if isinstance(spec, dict):
        return "Sequential", [spec], {}
    if not isinstance(spec, (list, tuple)):
        raise ProbeError(f"a spec is a list, a tuple or a dict, not {type(spec).__name__}")
    if not spec or not isinstance(spec[0], str):
        return "Sequential", list(spec), {}
    kind, *arguments = spec
    # ("Sequential", {"stem": ...}) is a dict of children; a second dict would be options.
    is_children = kind == "Sequential" and len(arguments) == 1
    if arguments and isinstance(arguments[-1], dict) and not is_children:
        return kind, arguments[:-1], dict(arguments[-1])
    return kind, arguments, {}


def _join(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)


def _at(root: nn.Module, name: str) -> Any:
    """The parameter or buffer called ``name``, dots and all."""
    path, _, attribute = name.rpartition(".")
    return getattr(root.get_submodule(path), attribute)


def _values(root: nn.Module) -> Iterator[tuple[str, Tensor]]:
    yield from root.named_parameters()
    yield from root.named_buffers()


def _load(root: nn.Module, state: Mapping[str, Any]) -> None:
    """Copy arrays in by name; what is not named stays. Names and shapes must fit."""
    values = {**dict(root.named_parameters(remove_duplicate=False)), **dict(root.named_buffers())}
    for name, data in state.items():
        if name not in values:
            raise ProbeError(f"the module has no {name!r}; it has {', '.join(values)}")
        source = data.detach() if isinstance(data, Tensor) else _from_numpy(np.array(data))
        if source.shape != values[name].shape:
            raise ProbeError(f"{name} is {tuple(values[name].shape)}, not {tuple(source.shape)}")
        with _no_grad():
            values[name].copy_(source)


def _seed(root: nn.Module, rng: Generator) -> None:
    """Give every parameter and buffer values of its own, in the order of their names."""
    values = sorted(_values(root), key=itemgetter(0))
    drawn = rng.normal(size=sum(tensor.numel() for _, tensor in values))  # one draw: many are slow
    start = 0
    with _no_grad():
        for name, tensor in values:
            shape, stop = tuple(tensor.shape), start + tensor.numel()
            normal = drawn[start:stop].reshape(shape)
            data = np.asarray(_shaped(name.rpartition(".")[2], normal))  # a scalar where 0-d
            tensor.copy_(_from_numpy(data))
            start = stop


def _shaped(name: str, normal: np.ndarray) -> np.ndarray:
    """Values that look trained: scales of either sign, variances above 0, weights by fan-in."""
    if name == "num_batches_tracked":
        return np.ceil(3 * np.abs(normal)) + 1
    if name == "running_var":
        return 0.5 + np.abs(normal)
    if name == "weight" and normal.ndim == 1:
        return np.copysign(0.5 + np.abs(normal), normal)
    if normal.ndim >= 2:
        return normal / sqrt(prod(normal.shape[1:]))
    return 0.5 * normal
