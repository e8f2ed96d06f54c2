"""What the caller asks for, and what the machine can give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a worker may use up.

    `address_space_bytes` counts ABOVE what the process maps when it is confined: a torch zygote
    starts with gigabytes of mapped libraries, and a limit should mean the same for every zygote. None
    is no limit: a GPU's driver reserves addresses for all memory of the machine.
    """

    address_space_bytes: int | None
    cpu_seconds: int
    file_bytes: int
    open_files: int


@dataclass(frozen=True)
class Profile:
    """What one worker needs beyond computing.

    network: TCP over loopback, in a network namespace that holds nothing else.
    scratch: a private file system of 16 MB, at `SCRATCH_PATH`, gone with the worker.
    """

    limits: Limits
    network: bool = False
    scratch: bool = False


TIER_NAMES = {
    3: "namespaces, Landlock, seccomp and resource limits",
    2: "Landlock, seccomp and resource limits",
    1: "resource limits only",
}


@dataclass(frozen=True)
class Isolation:
    """How well this machine confines a worker; `reason` says why not better ("" on tier 3)."""

    tier: int
    name: str
    reason: str
