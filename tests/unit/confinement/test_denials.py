"""Everything a hostile submission may try is refused, as root and as an ordinary user."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import attacks
import pytest
from confined import needs_tier_2, run_confined

# EROFS: the read-only mounts were faster. ENOSYS: calls that hide their arguments from a filter.
REFUSED = {"EPERM", "EACCES", "EROFS"}

# These leave no trace where they work, so they show that the decoys were within reach before.
HARMLESS = {
    "read a file",
    "list a folder",
    "chmod a file",
    "date a file",
    "signal another process",
    "connect by IPv4",
    "connect to a unix socket",
    "connect to an abstract socket",
    "socket pair",
    "fork",
    "read own /proc",
    "open a pidfd",
    "read a list of users",
    "make a fifo",
}


@pytest.fixture
def victim(user: str):
    """A process of the same user, which has to survive."""
    options = {"user": 65534, "group": 65534} if user == "nobody" else {}
    process = subprocess.Popen(["/bin/sleep", "60"], cwd="/", **options)
    yield process
    assert process.poll() is None, "an attack ended another process"
    process.kill()
    process.wait()


@pytest.fixture
def decoys(open_folder: Path, user: str) -> Path:
    for name in ("secret", "precious"):
        (open_folder / name).write_text(name)
        (open_folder / name).chmod(0o666)
        if user == "nobody":
            os.chown(open_folder / name, 65534, 65534)
    return open_folder


@pytest.fixture
def listeners(open_folder: Path):
    """Loopback and unix sockets; nothing but the tests' own."""
    with (
        socket.create_server(("127.0.0.1", 0)) as inet,
        socket.socket(socket.AF_UNIX) as named,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        path, name = str(open_folder / "listener"), f"confinement-test-{os.getpid()}"
        named.bind(path)
        os.chmod(path, 0o777)
        named.listen()
        abstract.bind("\0" + name)
        abstract.listen()
        yield inet.getsockname()[1], path, name


@pytest.mark.parametrize("cuda", [False, True], ids=["", "with a GPU"])
def test_nothing_hostile_works(tier, user, decoys, victim, listeners, cuda):
    if cuda and tier > 2:
        pytest.skip("a GPU is handed out on tier 2")
    attempts = {
        **attacks.on_files(decoys),
        **attacks.on_processes(victim.pid),
        **attacks.on_the_kernel(),
        **attacks.on_the_network(*listeners),
    }
    harmless = {name: attempts[name] for name in HARMLESS}
    outcome = run_confined(
        tier,
        lambda: attacks.outcomes(attempts),
        user=user,
        control=lambda: attacks.outcomes(harmless),
        cuda=cuda,
    )

    assert outcome.control == dict.fromkeys(outcome.control, "worked")
    assert isinstance(outcome.value, dict), outcome
    assert outcome.value.pop("clone3") == "ENOSYS"
    reached = {k: v for k, v in outcome.value.items() if v not in REFUSED}
    assert reached == (REACHED_NOTHING[tier] | (OF_A_GPU if cuda else {}))
    assert (decoys / "secret").read_text() == "secret"
    assert (decoys / "precious").read_text() == "precious"
    assert not Path("/tmp/confinement-escaped").exists()


# /proc and /sys are covered: what was there isn't refused but absent.
REACHED_NOTHING = {
    3: {
        "read own /proc": "ENOENT",
        "read /proc of init": "ENOENT",
        "read /sys": "ENOENT",
    },
    2: {},
}
OF_A_GPU = {"read own /proc": "worked"}


@pytest.mark.parametrize("network", [False, True], ids=["no network", "network"])
def test_a_file_descriptor_that_was_not_kept_is_closed(tier, network, decoys):
    from confined import LIMITS

    from autograder.confinement import Profile

    if network and tier < 3:
        pytest.skip("needs namespaces")
    with open(decoys / "secret") as secret:

        def look() -> list[str]:
            found = []
            for fd in range(64):
                try:
                    found.append(f"{fd}:{os.fstat(fd).st_rdev}")
                except OSError:
                    continue
            return [secret.fileno() in [int(f.split(":")[0]) for f in found], len(found)]

        outcome = run_confined(tier, look, profile=Profile(LIMITS, network=network))

    kept, count = outcome.value
    assert not kept
    assert count == 4  # the pipe for the answer, and /dev/null as the standard three


def test_data_sets_can_not_be_read(tier):
    sklearn = pytest.importorskip("sklearn")
    folder = Path(sklearn.__file__).parent
    digits = folder / "datasets" / "data" / "digits.csv.gz"
    assert digits.exists()

    outcome = run_confined(
        tier,
        lambda: attacks.outcomes(
            {
                "digits": digits.read_bytes,
                "code": (folder / "datasets" / "_base.py").read_bytes,
                "listing": lambda: os.listdir(folder / "datasets"),
            }
        ),
    )

    assert outcome.value == {"digits": "EACCES", "code": "worked", "listing": "worked"}


def test_the_tool_itself_can_not_be_read(tier):
    import autograder

    outcome = run_confined(
        tier, lambda: attacks.outcomes({"tool": Path(autograder.__file__).read_bytes})
    )

    assert outcome.value == {"tool": "EACCES"}


@pytest.mark.parametrize("cuda", [False, True], ids=["", "with a GPU"])
@needs_tier_2
def test_a_worker_names_its_threads_only_where_a_gpu_asks_for_it(user, cuda):
    """As the GPU's driver does it: opening for writing, creating and truncating."""

    def name() -> str:
        with open(f"/proc/self/task/{os.getpid()}/comm", "w") as comm:
            comm.write("renamed")
        return "renamed"

    outcome = run_confined(2, name, user=user, cuda=cuda)
    assert (outcome.value == "renamed") == cuda, outcome.value
