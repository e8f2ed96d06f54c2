"""Probes: named functions of the engine that run beside the submission and hand back data.

Some things cannot cross the line between grader and worker: a live array, a random generator, a
torch module, an autograd graph. A probe makes or measures such a thing inside the worker
(``submission.probe``), and the same probe runs in process for ``reference.probe``, so both sides
are treated alike.

What a probe may be:

* It takes plain data or objects of the worker, and returns plain data, or an object if it is marked
  ``@returns_handle`` (the server then keeps the object and sends an opaque handle, even where the
  object is an array that could have crossed by value).
* It holds no secret: no expected value, no reference, nothing about a hidden test. Students may
  read these files. A submission that tampers with a probe changes what is reported about its own
  work, and nothing else.
* It keeps what it needs of numpy and torch from the time of its import, which is before any
  submission is loaded (``preload``), so patching a name in those packages afterwards does not
  change what is built.

A grader that asks for something impossible (an unknown layer, a state of the wrong shape) gets a
``ProbeError``: that is the grader's mistake and never the student's.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from autograder.worker.probes.errors import ProbeError

__all__ = ["PROBES", "ProbeError", "find", "preload"]

# Which file holds which probe. Only these names can be asked for from across the line.
_FILES: dict[str, tuple[str, ...]] = {
    "generators": ("rng", "rng_state", "seed_global", "global_rng_digest"),
    "arrays": ("array", "read", "fill", "same", "shares_memory"),
    "scratch": ("scratch", "read_file", "write_file"),
    "tensors": ("tensor", "devices", "start_cuda"),
    "modules": ("module",),
    "optimizers": ("optimizer", "optimizer_state"),
    "losses": ("loss",),
    "loaders": ("loader",),
    "measure": (
        "describe",
        "snapshot",
        "hooks",
        "witnessed",
        "call_module",
        "gradients",
        "leave_gradients",
        "vector_jacobian",
        "live_graphs",
    ),
}
_NEED_TORCH = ("tensors", "modules", "optimizers", "losses", "measure")

PROBES: dict[str, str] = {name: file for file, names in _FILES.items() for name in names}


def find(name: str) -> Callable[..., Any]:
    """The probe called ``name``; torch is imported only if this probe needs it."""
    try:
        file = PROBES[name]
    except (KeyError, TypeError):
        raise ProbeError(f"no probe called {name!r}; there are {', '.join(PROBES)}") from None
    return getattr(import_module(f"{__name__}.{file}"), name)


def preload(*, torch: bool) -> None:
    """Import every probe, for a zygote before it forks; without ``torch``, those that need none.

    With torch, one step of each optimizer is taken too: the first step imports what costs most of a
    second. No backward pass runs, since a process that has started autograd's threads must not
    fork.
    """
    for file in _FILES:
        if torch or file not in _NEED_TORCH:
            import_module(f"{__name__}.{file}")
    if torch:
        import_module(f"{__name__}.optimizers").warm()
