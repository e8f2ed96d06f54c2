"""Submissions that try to cheat, one file per family. Each attack is text: it runs in the sandbox only.

Whatever they aim at was made by the test itself: decoy files, listeners on loopback, its own processes.
"""

from hostile import (
    dying,
    escapes,
    exceptions,
    frames,
    lies,
    odd_answers,
    patches,
    persistence,
    processes,
    snooping,
    sockets,
    stalling,
    torch_lies,
)

FAMILIES = (
    patches, lies, odd_answers, torch_lies, frames, snooping, sockets, processes, stalling, dying,
    escapes, exceptions, persistence,
)  # fmt: skip
ATTACKS = tuple(attack for family in FAMILIES for attack in family.ATTACKS)
