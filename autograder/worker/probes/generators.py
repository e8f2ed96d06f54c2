"""Random generators: one to pass as ``rng``, and a look at the global ones.

No secret here: a seed passed to ``rng`` is known to the worker by design. What the grader expects
of the draws is judged on the other side, by exact degenerate cases and by statistics.
"""

from __future__ import annotations

import random
import sys
from hashlib import sha256

import numpy as np
from numpy.random import Generator, default_rng, get_state, seed

from autograder.worker.probes.errors import ProbeError, returns_handle


@returns_handle
def rng(seed: int) -> Generator:
    """A fresh generator; the same seed gives the same stream here and in the reference."""
    return default_rng(seed)


def rng_state(generator: Generator) -> str:
    """A digest of a generator's state: did it advance, are two of them in step?"""
    if isinstance(generator, Generator):
        return _digest(generator.bit_generator.state)
    if hasattr(generator, "get_state"):  # torch.Generator, numpy.random.RandomState
        return _digest(generator.get_state())
    raise ProbeError(f"{type(generator).__name__} is no random generator")


def seed_global(seed_value: int) -> None:
    """Put the global generators of random, numpy and, where loaded, torch into a known state."""
    random.seed(seed_value)
    seed(seed_value % 2**32)
    if (torch := sys.modules.get("torch")) is not None:
        # Not torch.manual_seed: that one also seeds accelerators and imports what they need.
        torch.default_generator.manual_seed(seed_value)


def global_rng_digest() -> str:
    """A digest of the global generators of random, numpy and (where it is loaded) torch."""
    states = [random.getstate(), get_state()]
    if (torch := sys.modules.get("torch")) is not None:
        states.append(torch.default_generator.get_state())
    return _digest(states)


def _digest(state: object) -> str:
    """sha256 over a nested state of plain values and arrays (repr would shorten long arrays)."""
    sha = sha256()

    def feed(value: object) -> None:
        if isinstance(value, dict):
            for key in sorted(value):
                feed(key)
                feed(value[key])
        elif isinstance(value, (list, tuple)):
            for item in value:
                feed(item)
        elif hasattr(value, "__array__"):
            sha.update(np.asarray(value).tobytes())
        else:
            sha.update(repr(value).encode() + b";")

    feed(state)
    return sha.hexdigest()
