"""Workers come and go by the hundred, die with their zygote, and never run half confined."""

from __future__ import annotations

import os
import select
import signal
import socket
import time

import pytest
from confined import (
    LIMITS,
    READABLE,
    answer,
    become,
    needs_tier_2,
    needs_tier_3,
    run_confined,
    run_zygote,
)

from autograder.confinement import (
    SCRATCH_PATH,
    ConfinementError,
    Profile,
    ZygoteConfinement,
    landlock,
    seccomp,
    zygote,
)


def test_a_zygote_forks_again_and_again(tier, user):
    def many(write: int) -> None:
        confinement = ZygoteConfinement(tier, READABLE)
        confinement.enter()
        profiles = [Profile(LIMITS)]
        if tier == 3:
            profiles += [Profile(LIMITS, network=True), Profile(LIMITS, scratch=True)]
        open_before = len(_open_files())
        codes = []
        for i in range(12):
            profile = profiles[i % len(profiles)]
            pid = confinement.fork(profile)
            if pid == 0:
                confinement.confine_child(profile, [])
                os._exit(7 + (tier == 3 and os.getpid() != 1))
            codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        same = len(_open_files()) == open_before
        answer(write, lambda: [codes, same])

    assert run_zygote(user, many)["value"] == [[7] * 12, True]


def _open_files() -> list[int]:
    found = []
    for fd in range(256):
        try:
            os.fstat(fd)
        except OSError:
            continue
        found.append(fd)
    return found


def test_a_worker_dies_with_whatever_started_the_zygote(tier, user):
    read, write = os.pipe()
    starter = os.fork()
    if starter == 0:
        become(user)
        if os.fork() == 0:
            confinement = ZygoteConfinement(tier, READABLE)
            confinement.enter()
            if confinement.fork(Profile(LIMITS)) == 0:
                confinement.confine_child(Profile(LIMITS), [write])
                os.write(write, b"ready")
            time.sleep(60)
            os._exit(0)
        os.close(write)
        time.sleep(60)
        os._exit(0)
    os.close(write)
    assert os.read(read, 5) == b"ready"

    os.kill(starter, signal.SIGKILL)
    os.waitpid(starter, 0)

    assert select.select([read], [], [], 5)[0], "something outlived its parent"
    assert os.read(read, 1) == b""
    os.close(read)


@needs_tier_3
def test_two_ranks_share_a_loopback_that_leads_nowhere_else(user):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        profile = Profile(LIMITS, network=True)

        def serve(rank: int) -> object:
            with socket.socket() as mine:
                if rank == 0:
                    with socket.create_server(("127.0.0.1", 4000)) as server:
                        return server.accept()[0].recv(5).decode()
                while mine.connect_ex(("127.0.0.1", 4000)):
                    time.sleep(0.005)
                mine.sendall(b"hello")
                with socket.socket() as other:
                    return other.connect_ex(("127.0.0.1", port))

        def ranks(write: int) -> None:
            confinement = ZygoteConfinement(3, READABLE)
            confinement.enter()
            pipes, pids = [], []
            with confinement.network_group():
                for rank in range(2):
                    pipes.append(os.pipe())
                    pid = confinement.fork(profile)
                    if pid == 0:
                        keep = [pipes[-1][1]]
                        confinement.confine_child(profile, keep)
                        answer(pipes[-1][1], lambda rank=rank: serve(rank))
                    pids.append(pid)
            for pid in pids:
                os.waitpid(pid, 0)
            answer(write, lambda: [os.read(read, 99).decode() for read, _ in pipes])

        import errno

        assert run_zygote(user, ranks)["value"] == [
            '{"value": "hello"}',
            f'{{"value": {errno.ECONNREFUSED}}}',
        ]


@needs_tier_3
def test_the_network_profile_allows_tcp_and_no_other_family(user):
    import attacks

    def work() -> dict:
        return attacks.outcomes(
            {
                "unix": lambda: socket.socket(socket.AF_UNIX),
                "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
                "multipath": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262),
                "packets": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
                "uevents": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15),
                "pair": socket.socketpair,
                "tcp": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 6).close(),
                "tcp6": lambda: socket.socket(socket.AF_INET6).close(),
            }
        )

    found = run_confined(3, work, user=user, profile=Profile(LIMITS, network=True)).value

    assert {name for name, outcome in found.items() if outcome == "worked"} == {"tcp", "tcp6"}


@needs_tier_3
def test_each_scratch_is_private_and_gone_afterwards(user):
    def work() -> list:
        before = os.listdir(SCRATCH_PATH)
        path = os.path.join(SCRATCH_PATH, "a")
        with open(path, "w") as file:
            file.write("x")
        os.chmod(path, 0o600)
        os.utime(path, (0, 0))
        os.rename(path, path + "b")
        return [before, os.listdir(SCRATCH_PATH)]

    def twice(write: int) -> None:
        confinement = ZygoteConfinement(3, READABLE)
        confinement.enter()
        profile = Profile(LIMITS, scratch=True)
        results = []
        for _ in range(2):
            read, inner = os.pipe()
            pid = confinement.fork(profile)
            if pid == 0:
                confinement.confine_child(profile, [inner])
                answer(inner, work)
            os.waitpid(pid, 0)
            results.append(os.read(read, 999).decode())
        answer(write, lambda: [results, os.listdir(SCRATCH_PATH)])

    expected = '{"value": [[], ["ab"]]}'
    assert run_zygote(user, twice)["value"] == [[expected, expected], []]


@needs_tier_2
@pytest.mark.parametrize("wish", ["network", "scratch"])
def test_what_needs_namespaces_is_refused_without_them(wish):
    outcome = run_zygote("same", lambda write: answer(write, lambda: _fork_with(2, wish)))

    assert outcome["value"].startswith("ConfinementError")
    assert "tier 3" in outcome["value"]


def _fork_with(tier: int, wish: str) -> None:
    confinement = ZygoteConfinement(tier, READABLE)
    confinement.enter()
    if confinement.fork(Profile(LIMITS, **{wish: True})) == 0:
        os._exit(0)


def test_nothing_is_confined_before_the_zygote_has_entered():
    confinement = ZygoteConfinement(1, READABLE)

    with pytest.raises(ConfinementError, match="not entered"):
        confinement.fork(Profile(LIMITS))
    with pytest.raises(ConfinementError, match="not entered"):
        confinement.confine_child(Profile(LIMITS), [])


def test_a_machine_that_can_not_refuses(monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(ConfinementError, match="Landlock"):
        patch.setattr(landlock, "landlock_abi", lambda: 0)
        patch.setattr(zygote, "architecture", lambda: "x86_64")
        ZygoteConfinement(2, READABLE)
    with monkeypatch.context() as patch, pytest.raises(ConfinementError, match="x86-64"):
        patch.setattr(zygote, "architecture", lambda: None)
        ZygoteConfinement(2, READABLE)


@pytest.mark.parametrize("step", ["restrict_self", "drop_all_capabilities", "install", "rlimits"])
def test_any_failing_step_refuses_to_run(step, tier, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError(1, "planted")

    where = {
        "restrict_self": (landlock, "restrict_self"),
        "drop_all_capabilities": (zygote, "drop_all_capabilities"),
        "install": (seccomp, "install"),
        "rlimits": (zygote, "apply_rlimits"),
    }
    monkeypatch.setattr(*where[step], fail)

    outcome = run_confined(tier, lambda: "ran")

    assert outcome.value.startswith("ConfinementError")


@needs_tier_2
@pytest.mark.parametrize("abi", [1, 2, 3, 4, 5, 6])
def test_older_landlock_versions_hide_as_much(abi, open_folder, monkeypatch):
    import attacks

    if abi > landlock.landlock_abi():
        pytest.skip("this kernel is older still")
    monkeypatch.setattr(landlock, "landlock_abi", lambda: abi)
    (open_folder / "secret").write_text("secret")
    (open_folder / "precious").write_text("precious")
    attempts = attacks.on_files(open_folder)

    found = run_confined(2, lambda: attacks.outcomes(attempts)).value

    assert set(found.values()) <= {"EPERM", "EACCES", "EXDEV"}
    assert (open_folder / "precious").read_text() == "precious"


@needs_tier_3
def test_a_zygote_with_threads_is_told_what_to_do():
    import threading

    def with_thread(write: int) -> None:
        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
        confinement = ZygoteConfinement(3, READABLE)
        answer(write, confinement.enter)

    assert "OPENBLAS_NUM_THREADS" in run_zygote("same", with_thread)["value"]
