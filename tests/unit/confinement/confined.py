"""Runs a function in a confined worker and brings its answer back.

Each test forks its own little zygote, so that nothing here confines the test process. As root every
test runs twice, the second time as `nobody`: an ordinary user is what most graders are.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from autograder.confinement import (
    Limits,
    Profile,
    ZygoteConfinement,
    default_readable_paths,
    probe_isolation,
)

NOBODY = 65534
LIMITS = Limits(address_space_bytes=256 << 20, cpu_seconds=5, file_bytes=1 << 20, open_files=64)
BEST_TIER = probe_isolation().tier
READABLE = default_readable_paths()
USERS = ["same", "nobody"] if os.geteuid() == 0 else ["same"]

needs_tier_3 = pytest.mark.skipif(BEST_TIER < 3, reason="no namespaces here")
needs_tier_2 = pytest.mark.skipif(BEST_TIER < 2, reason="no Landlock or seccomp here")


@dataclass(frozen=True)
class Outcome:
    """What a worker answered (None if it died first) and how it ended (as subprocess says it)."""

    value: object
    exit_code: int
    control: object = None


def become(user: str) -> None:
    """Change the user for good, and stay readable in /proc, as a program that was started so is."""
    if user == "nobody":
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)


def answer(write: int, function: Callable[[], object]) -> None:
    """Call, send the value or the exception's text as JSON, and end the process at once."""
    try:
        text = json.dumps({"value": function()})
    except BaseException as error:
        text = json.dumps({"value": f"{type(error).__name__}: {error}"})
    try:
        os.write(write, text.encode())
    finally:
        os._exit(0)


def run_zygote(user: str, zygote: Callable[[int], None]) -> dict:
    """Fork a process that becomes the user and runs `zygote(write)`; collect what is written."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        try:
            become(user)
            zygote(write)
        except BaseException as error:
            os.write(write, json.dumps({"zygote": f"{type(error).__name__}: {error}"}).encode())
        os._exit(0)
    os.close(write)
    answers = b""
    while block := os.read(read, 65536):
        answers += block
    os.close(read)
    os.waitpid(pid, 0)
    merged: dict = {}
    decoder = json.JSONDecoder()
    text = answers.decode()
    while text:
        part, end = decoder.raw_decode(text)
        merged.update(part)
        text = text[end:]
    return merged


def run_confined(
    tier: int,
    function: Callable[[], object],
    *,
    user: str = "same",
    profile: Profile | None = None,
    control: Callable[[], object] | None = None,
    keep_fds: tuple[int, ...] = (),
    readable: list[str] | None = None,
    cuda: bool = False,
) -> Outcome:
    """The value of `function()` in a worker; `control` runs in the zygote before it is confined."""
    chosen = profile or Profile(LIMITS)

    def zygote(write: int) -> None:
        if control is not None:
            os.write(write, json.dumps({"control": control()}).encode())
        confinement = ZygoteConfinement(tier, READABLE if readable is None else readable, cuda=cuda)
        confinement.enter()
        pid = confinement.fork(chosen)
        if pid == 0:

            def confined() -> object:
                confinement.confine_child(chosen, [write, *keep_fds])
                return function()

            answer(write, confined)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        os.write(write, json.dumps({"exit_code": code}).encode())

    answers = run_zygote(user, zygote)
    assert "zygote" not in answers, answers
    return Outcome(answers.get("value"), answers["exit_code"], answers.get("control"))
