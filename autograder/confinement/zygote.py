"""The confinement as its zygote holds it: everything costly once, a few calls per worker."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from autograder.confinement import landlock, namespaces, seccomp
from autograder.confinement.capabilities import drop_all_capabilities, drop_inheritable_privileges
from autograder.confinement.cuda import OWN_FACTS, OWN_THREADS, device_files
from autograder.confinement.errors import ConfinementError, one_way_to_fail
from autograder.confinement.libc import LINUX, architecture, close_range, own_pidfd
from autograder.confinement.model import Profile
from autograder.confinement.namespaces import EMPTY_LIST_OF_DEVICES, SCRATCH_PARENT, SCRATCH_PATH
from autograder.confinement.rlimits import apply_rlimits

__all__ = ["SCRATCH_PATH", "ZygoteConfinement"]


class ZygoteConfinement:
    """Confines the workers of one zygote, on a tier that `probe_isolation` found to work.

    Call `enter()` once, while the process has one thread and after its imports (they may want to
    read /proc). Spawn the zygote from a thread that lives as long as it should: its parent-death
    signal fires when that thread ends.
    """

    def __init__(self, tier: int, readable_paths: Sequence[str], *, cuda: bool = False) -> None:
        if cuda and tier > 2:
            raise ConfinementError(
                "a GPU is handed out on tier 2: tier 3 hides what its driver reads"
            )
        self.tier = tier
        self._cuda = cuda
        self._entered = False
        self._in_group = False
        self._is_worker = False
        self._null = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
        if tier < 2:
            return
        machine = architecture()
        if machine is None:
            raise ConfinementError("the system call filter knows x86-64 and aarch64 Linux only")
        self._architecture = machine
        self._abi = landlock.landlock_abi()
        if self._abi < 1:
            raise ConfinementError("this kernel has no Landlock, or it is switched off")
        self._readable_paths = tuple(readable_paths)
        profiles = (False, True) if tier >= 3 else (False,)
        self._filters = {
            (network, scratch): seccomp.build_filter(
                machine,
                network=network,
                metadata=scratch,
                truncate=tier >= 3 or self._abi >= 3,
                cuda=cuda,
            )
            for network in profiles
            for scratch in profiles
        }

    def enter(self) -> None:
        """Tie the zygote to its parent, and on tier 3 move it into its namespaces.

        On tier 3 the process forks: what returns is the child, the first process of a pid
        namespace. The parent waits and passes on its exit status, so for whoever started the zygote
        nothing changes but `os.getpid()`, which is 1.
        """
        if self._entered:
            raise ConfinementError("the zygote has entered its namespaces already")
        with one_way_to_fail("entering the namespaces"):
            if LINUX:
                parent = os.getppid()
                namespaces.die_with_parent()
                if os.getppid() != parent:
                    raise ConfinementError("the process that started the zygote has ended")
            if self.tier >= 3:
                namespaces.enter_user_namespace()
                namespaces.continue_as_first_process()
                own = os.open("/proc/self/ns", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
                self._pid_namespace = os.open("pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=own)
                self._empty_network = os.open("net", os.O_RDONLY | os.O_CLOEXEC, dir_fd=own)
                os.close(own)
            if LINUX:
                self._size = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
            if self.tier >= 3:
                namespaces.hide_files()
            if self.tier >= 2:
                self._self = own_pidfd()
                drop_inheritable_privileges()
                if not self._cuda:  # there each worker makes its own, with its own /proc in it
                    self._rulesets = self._make_rulesets()
        self._entered = True

    def fork(self, profile: Profile) -> int:
        """Fork a worker: 0 in the worker, in the zygote its pid as `os.waitpid` takes it.

        On tier 3 the worker is the first process of a pid namespace of its own.
        """
        self._check(profile)
        with one_way_to_fail("forking a worker"):
            if self.tier < 3:
                pid = os.fork()
            elif profile.network and not self._in_group:
                with self.network_group():
                    pid = self._fork_into_pid_namespace()
            else:
                pid = self._fork_into_pid_namespace()
        return pid

    @contextmanager
    def network_group(self) -> Iterator[None]:
        """Workers that are forked inside share one fresh network, where only loopback exists.

        Fork them with `network=True`. In a worker, leaving the block does nothing.
        """
        if self.tier < 3:
            raise ConfinementError(
                "a network of their own for several workers needs namespaces (tier 3)"
            )
        namespaces.unshare("network namespace", namespaces.CLONE_NEWNET)
        try:
            namespaces.loopback_up()
            self._in_group = True
            yield
        finally:
            self._in_group = False
            if not self._is_worker:
                namespaces.set_namespace("network", self._empty_network, namespaces.CLONE_NEWNET)

    def confine_child(self, profile: Profile, keep_fds: Collection[int]) -> None:
        """In the worker: give everything up but `keep_fds`, computing, and what the profile grants.

        On any error the worker must end without running a line of the submission. Keep pipes and
        sockets only: a terminal can be read, and a log file emptied, through a descriptor that was
        open before.
        """
        self._check(profile)
        with one_way_to_fail("confining the worker"):
            if LINUX:
                namespaces.die_with_parent()
            if self.tier >= 2:
                namespaces.refuse_if_ended(self._self)
            if profile.scratch:
                namespaces.mount_scratch()
            mapped = self._mapped_bytes()
            if self._cuda and self.tier >= 2:
                self._rulesets = self._make_rulesets()
                landlock.allow_reading(self._rulesets.values(), [OWN_FACTS])
                landlock.allow_writing(self._rulesets.values(), OWN_THREADS)
            if self.tier >= 2:
                drop_all_capabilities(dumpable=self._cuda)
                landlock.restrict_self(self._rulesets[profile.network, profile.scratch])
            apply_rlimits(profile.limits, mapped, own_user_namespace=self.tier >= 3)
            self._close_all_but(keep_fds)
            if self.tier >= 2:
                chosen = self._filters[profile.network, profile.scratch]
                seccomp.install(chosen, self._architecture)

    def _check(self, profile: Profile) -> None:
        if not self._entered:
            raise ConfinementError("the zygote has not entered its confinement")
        if self.tier < 3 and profile.network:
            raise ConfinementError("a loopback network of its own needs namespaces (tier 3)")
        if self.tier < 3 and profile.scratch:
            raise ConfinementError("a scratch file system of its own needs namespaces (tier 3)")

    def _fork_into_pid_namespace(self) -> int:
        namespaces.unshare("pid namespace", namespaces.CLONE_NEWPID)
        pid = -1
        try:
            pid = os.fork()
            self._is_worker = pid == 0
            return pid
        finally:
            if pid != 0:
                namespaces.set_namespace("pid", self._pid_namespace, namespaces.CLONE_NEWPID)

    def _mapped_bytes(self) -> int:
        """What the zygote maps, and so, just after the fork, this process. /proc may be covered."""
        if not LINUX:
            return 0
        pages = int(os.pread(self._size, 64, 0).split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def _make_rulesets(self) -> dict[tuple[bool, bool], int]:
        """By (network, scratch), as the filters are."""
        rulesets = {
            (network, scratch): landlock.create_ruleset(self._abi, network=network)
            for network, scratch in self._filters
        }
        landlock.allow_reading(rulesets.values(), self._readable_paths)
        if self._cuda:
            landlock.allow_devices(rulesets.values(), device_files(), self._abi)
        for (network, scratch), ruleset in rulesets.items():
            if network:
                landlock.allow_reading([ruleset], [EMPTY_LIST_OF_DEVICES + "/"])
            if scratch:
                landlock.allow_all_below(ruleset, SCRATCH_PARENT, self._abi)
        return rulesets

    def _close_all_but(self, keep_fds: Collection[int]) -> None:
        """Close the rest; the standard three become /dev/null, lest a new file takes their number."""
        for standard in range(3):
            if standard not in keep_fds:
                os.dup2(self._null, standard, inheritable=False)
        start = 3
        for fd in sorted(fd for fd in keep_fds if fd > 2):
            close_range(start, fd - 1)
            start = fd + 1
        close_range(start)
