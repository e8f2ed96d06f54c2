"""Memory, time, files: what runs out ends in a known way, and nothing else is touched."""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import replace

from confined import LIMITS, needs_tier_2, needs_tier_3, run_confined

from autograder.confinement import SCRATCH_PATH, Profile


def test_memory_counts_above_what_the_zygote_maps(tier, user):
    def work() -> list[str]:
        within = bytearray(100 << 20)
        del within
        try:
            bytearray(300 << 20)
        except MemoryError:
            return ["within", "refused"]
        return ["within", "granted"]

    assert run_confined(tier, work, user=user).value == ["within", "refused"]


def _burn() -> None:
    while True:
        pass


@needs_tier_3
def test_an_endless_loop_ends_by_the_hard_limit_as_first_process():
    limits = replace(LIMITS, cpu_seconds=0)
    outcome = run_confined(3, _burn, profile=Profile(limits))

    assert (outcome.value, outcome.exit_code) == (None, -signal.SIGKILL)


@needs_tier_2
def test_an_endless_loop_ends_by_the_soft_limit_elsewhere():
    limits = replace(LIMITS, cpu_seconds=1)
    outcome = run_confined(2, _burn, profile=Profile(limits))

    assert (outcome.value, outcome.exit_code) == (None, -signal.SIGXCPU)


@needs_tier_3
def test_a_file_has_a_largest_size_and_the_scratch_one_too(user):
    def work() -> list:
        found = []
        for size, count in ((2 << 20, 1), (1 << 20, 40)):
            try:
                for i in range(count):
                    with open(f"{SCRATCH_PATH}/{size}-{i}", "wb", buffering=0) as file:
                        if file.write(bytes(size)) < size:
                            file.write(bytes(size))
            except OSError as error:
                found.append(error.errno)
        return found

    import errno

    outcome = run_confined(3, work, user=user, profile=Profile(LIMITS, scratch=True))

    assert outcome.value == [errno.EFBIG, errno.ENOSPC]


def test_limits_are_set_and_can_not_be_raised(tier, user):
    names = ["CORE", "NOFILE", "FSIZE", "STACK"]

    def work() -> dict:
        return {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in names}

    assert run_confined(tier, work, user=user).value == {
        "CORE": [0, 0],
        "NOFILE": [64, 64],
        "FSIZE": [1 << 20, 1 << 20],
        "STACK": [8 << 20, 8 << 20],
    }


def test_no_privilege_is_left(tier, user):
    import ctypes

    import attacks

    def work() -> list:
        sets = (ctypes.c_uint32 * 6)()
        ctypes.CDLL(None).capget((ctypes.c_uint32 * 2)(0x20080522, 0), sets)
        return [*sets, attacks.system_call("prctl", 39, 0, 0, 0, 0)]

    assert run_confined(tier, work, user=user).value == [0] * 6 + [1]


def test_too_many_open_files_is_an_ordinary_error(tier):
    import errno

    def work() -> int:
        files = []
        try:
            while len(files) < 200:
                files.append(os.open("/dev/null", os.O_RDONLY))
        except OSError as error:
            return error.errno
        return 0

    assert run_confined(tier, work).value == errno.EMFILE


def test_tier_1_sets_limits_and_closes_files_at_least():
    with open(__file__) as file:

        def work() -> list:
            try:
                os.fstat(file.fileno())
            except OSError:
                return ["closed", resource.getrlimit(resource.RLIMIT_NOFILE)]
            return ["open"]

        assert run_confined(1, work).value == ["closed", [64, 64]]
