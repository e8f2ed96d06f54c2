"""The attempt that `probe_isolation` starts: confine a real worker and see that it holds."""

from __future__ import annotations

import json
import os
import sys

from autograder.confinement.errors import ConfinementError
from autograder.confinement.model import Limits, Profile
from autograder.confinement.zygote import ZygoteConfinement

_PROFILE = Profile(Limits(256 << 20, 10, 1 << 20, 64))


def main() -> None:
    """Answer on standard output, as JSON; the tier is the last argument."""
    tier = int(sys.argv[-1])
    try:
        answer = _confine(tier)
    except ConfinementError as error:
        answer = {"confined": False, "reason": str(error) + _hint(tier)}
    print(json.dumps(answer), flush=True)


def _confine(tier: int) -> dict:
    confinement = ZygoteConfinement(tier, ["/dev/null"])
    confinement.enter()
    profile = Profile(_PROFILE.limits, network=tier >= 3, scratch=tier >= 3)
    read, write = os.pipe()
    pid = confinement.fork(profile)
    if pid == 0:
        _worker(confinement, profile, write)
    os.close(write)
    os.waitpid(pid, 0)
    reason = os.read(read, 4096).decode()
    return {"confined": reason == "confined", "reason": reason or "the worker died"}


def _worker(confinement: ZygoteConfinement, profile: Profile, write: int) -> None:
    try:
        confinement.confine_child(profile, [write])
        report = _holds()
    except BaseException as error:
        report = str(error)
    os.write(write, report.encode())
    os._exit(0)


def _holds() -> str:
    """A confinement that reports success and refuses nothing would be the worst of all."""
    try:
        os.listdir("/usr")
        return "a directory outside the allowed paths was readable"
    except PermissionError:
        pass
    try:
        os.execv("/", ["/"])
    except PermissionError:
        return "confined"
    except OSError:
        pass
    return "execve was not refused"


def _hint(tier: int) -> str:
    """The usual cause on Ubuntu, with the way out."""
    try:
        with open("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") as file:
            restricted = file.read().strip() == "1"
    except OSError:
        return ""
    if tier < 3 or not restricted:
        return ""
    return " (AppArmor restricts user namespaces: kernel.apparmor_restrict_unprivileged_userns)"
