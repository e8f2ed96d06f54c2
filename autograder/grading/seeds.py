"""Seeds of cases, derived from one secret so that a regrade repeats."""

from __future__ import annotations

import hashlib
import secrets

from autograder.errors import DeepdrillError


def new_secret() -> int:
    """A secret seed: what a grader draws can't be foreseen."""
    return secrets.randbits(64)


def secret_of(seed: str) -> int:
    """The secret that a report tells in hexadecimal; a new one where ``seed`` is empty."""
    if not seed:
        return new_secret()
    try:
        value = int(seed, 16)
    except ValueError:
        value = -1
    if not 0 <= value < 2**64:
        raise DeepdrillError(
            f"{seed!r} is no seed: give the hexadecimal number that report.json has under seed, "
            "or the last line of deepdrill nbgrade"
        )
    return value


def case_seed(secret: int, case_id: str) -> int:
    """The seed of one case: depends on the secret and the case's id, on nothing else."""
    digest = hashlib.blake2b(f"{secret}:{case_id}".encode(), digest_size=6).digest()
    return int.from_bytes(digest, "little")
