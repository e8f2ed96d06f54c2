"""Dropping every privilege for good.

The zygote needs capabilities in its own user namespace (it makes namespaces for each worker); the
worker needs none. What only matters across `execve` (bounding set, securebits) is dropped once in
the zygote and inherited; what the zygote itself uses is dropped in the child.
"""

from __future__ import annotations

import ctypes

from autograder.confinement.errors import ConfinementError
from autograder.confinement.libc import call, checked_prctl, prctl

PR_SET_DUMPABLE = 4
PR_CAPBSET_READ, PR_CAPBSET_DROP = 23, 24
PR_SET_SECUREBITS = 28
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4

# no-root, no-setuid-fixup, keep-caps off, no-ambient-raise: each set and locked
SECUREBITS = 0b11101111

_HEADER = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
_NONE = (ctypes.c_uint32 * 6)()


def drop_inheritable_privileges() -> None:
    """In the zygote: nothing that is executed below can ever gain a capability.

    An ordinary user outside a user namespace has nothing to drop and may not touch these sets.
    """
    if not _may_change_sets():
        return
    capability = 0
    while prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0:
        checked_prctl("capability bounding set", PR_CAPBSET_DROP, capability)
        capability += 1
    checked_prctl("securebits", PR_SET_SECUREBITS, SECUREBITS)


def drop_all_capabilities(*, dumpable: bool = False) -> None:
    """In the child: empty all sets, see that they are empty, and forbid new privileges.

    What is not dumpable has a /proc that belongs to root, even for itself.
    """
    checked_prctl("ambient capabilities", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    call("capset", "capset", _HEADER, _NONE)
    if any(_current()):
        raise ConfinementError("capabilities are left after dropping all of them")
    checked_prctl("no new privileges", PR_SET_NO_NEW_PRIVS, 1)
    checked_prctl("dumpable or not", PR_SET_DUMPABLE, int(dumpable))


def _current() -> list[int]:
    sets = (ctypes.c_uint32 * 6)()
    call("capget", "capget", _HEADER, sets)
    return list(sets)


def _may_change_sets() -> bool:
    """Whether CAP_SETPCAP (8) is effective."""
    return bool(_current()[0] & (1 << 8))
