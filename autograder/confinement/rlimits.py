"""Resource limits: memory, time, files, threads.

As the first process of its own pid namespace (tier 3) a worker gets no default action from SIGXCPU
and SIGXFSZ: there the hard CPU limit ends it by SIGKILL a second later, and a file that grows too
large is an `OSError(EFBIG)`. On the other tiers the same limits end it by SIGXCPU and SIGXFSZ.
"""

from __future__ import annotations

import resource
import signal
import sys

from autograder.confinement.errors import ConfinementError
from autograder.confinement.model import Limits

STACK_BYTES = 8 << 20
THREADS_IN_ONE_USER_NAMESPACE = 512


def apply_rlimits(limits: Limits, mapped_bytes: int, *, own_user_namespace: bool) -> None:
    """Set every limit; soft and hard are equal (but for CPU), so the worker can't raise one.

    The number of threads is limited only inside an own user namespace, where the kernel counts this
    zygote's workers alone. Elsewhere it counts all processes of the user, desktop included.
    """
    wanted = [
        ("RLIMIT_CPU", limits.cpu_seconds, limits.cpu_seconds + 1),
        ("RLIMIT_FSIZE", limits.file_bytes, limits.file_bytes),
        ("RLIMIT_NOFILE", limits.open_files, limits.open_files),
        ("RLIMIT_CORE", 0, 0),
        ("RLIMIT_STACK", STACK_BYTES, STACK_BYTES),
    ]
    if sys.platform == "linux":  # macOS accepts RLIMIT_AS and ignores it, or refuses it
        if limits.address_space_bytes is not None:
            address_space = mapped_bytes + limits.address_space_bytes
            wanted.append(("RLIMIT_AS", address_space, address_space))
        wanted += [
            ("RLIMIT_MEMLOCK", 0, 0),
            ("RLIMIT_MSGQUEUE", 0, 0),
            ("RLIMIT_NICE", 0, 0),
            ("RLIMIT_RTPRIO", 0, 0),
        ]
    if own_user_namespace:
        wanted.append(("RLIMIT_NPROC",) + (THREADS_IN_ONE_USER_NAMESPACE,) * 2)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it from the start
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    for name, soft, hard in wanted:
        which = getattr(resource, name)
        _, ceiling = resource.getrlimit(which)
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        try:
            resource.setrlimit(which, (soft, hard))
        except (OSError, ValueError) as error:
            raise ConfinementError(f"{name} = {soft}: {error}") from error
