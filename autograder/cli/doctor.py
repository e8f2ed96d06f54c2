"""`deepdrill doctor`: what this machine can do, and what is in the way."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.cli.console import Lang, LangOption, pad, read_by_a_person, say
from autograder.course.catalogue import Catalogue
from autograder.course.layout import PACKAGE
from autograder.errors import DeepdrillError
from autograder.text import Text

LEAST_PYTHON = (3, 11)
LEAST_FREE_GB = 1.0
SECONDS = 120
# Each library is asked in a process of its own: a broken one may crash, print or wait, and not only raise.
_ASK = """
import json, sys
def answer():
    import {name}
    {body}
try:
    said = answer()
except BaseException as error:
    said = {{"error": " ".join(f"{{type(error).__name__}}: {{error}}".split())[:300]}}
sys.stdout.write("\\n" + json.dumps(said))
"""
_VERSION = 'return {{"version": str({name}.__version__)}}'
_TORCH = """
    said = {"version": str(torch.__version__), "threads": torch.get_num_threads(), "devices": []}
    try:
        for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
            device = torch.cuda.get_device_properties(index)
            said["devices"].append([device.name, device.total_memory / 2**30])
        built = torch.version.cuda or getattr(torch.version, "hip", None)
        said["why"] = "no device found" if built else "this torch is built for the CPU only"
    except Exception as error:
        said["why"] = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return said
"""


@dataclass(frozen=True)
class Finding:
    """One line. ``needed``: without it neither grading nor checking can work."""

    good: bool
    what: str
    said: Text
    needed: bool = False


def command(lang: LangOption = Lang.en) -> int:
    """Tell what this machine can do: Python, torch, CUDA, isolation, the course."""
    works = True
    for finding in findings():
        works = works and (finding.good or not finding.needed)
        state = "ok" if finding.good else "warn"
        if read_by_a_person():
            import typer

            state = typer.style(state, fg="green" if finding.good else "yellow")
            state += " " * (4 - len("ok" if finding.good else "warn"))
        else:
            state = pad(state, 4)
        say(f"{state}  {pad(finding.what, 10)}  {finding.said.pick(lang)}")
    conclusion = (
        Text(
            "Checking your own work works here.", "이 컴퓨터에서 스스로 확인하기를 쓸 수 있습니다."
        )
        if works
        else Text(
            "Neither checking nor grading can work here: see the lines with warn.",
            "확인도 채점도 할 수 없습니다. warn 줄을 확인하세요.",
        )
    )
    say(conclusion.pick(lang))
    return 0 if works else 1


def findings() -> Iterator[Finding]:
    """The lines, in order; each is found when it is asked for, and none raises."""
    version = platform.python_version()
    yield Finding(
        sys.version_info[:2] >= LEAST_PYTHON,
        "Python",
        Text.of(f"{version} ({platform.python_implementation()}), {platform.platform()}"),
        needed=True,
    )
    for name, label in (("numpy", "NumPy"), ("pytest", "pytest")):
        said = ask(name)
        yield Finding("error" not in said, label, _library(said), needed=True)
    yield from _torch()
    yield _isolation()
    yield from _course()
    yield _disk()


def ask(name: str, body: str = _VERSION) -> dict[str, Any]:
    """What a library says of itself, or why it can't: ``{"error": ...}``."""
    program = _ASK.format(
        name=name, body=body.format(name=name) if body is _VERSION else body.strip()
    )
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-W", "ignore", "-c", program],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        return json.loads(done.stdout.decode(errors="replace").strip().rpartition("\n")[2])
    except subprocess.TimeoutExpired:
        return {"error": f"import {name} took more than {SECONDS} seconds"}
    except OSError as error:
        return {"error": f"no process could be started: {error.strerror}"}
    except ValueError:
        return {"error": f"import {name} ended the process (exit code {done.returncode})"}


def _library(said: dict[str, Any]) -> Text:
    if "error" in said:
        return Text(f"can't be imported: {said['error']}", f"불러올 수 없음: {said['error']}")
    return Text.of(said["version"])


def _torch() -> Iterator[Finding]:
    said = ask("torch", _TORCH)
    if "error" in said:
        text = Text(
            f"can't be imported: {said['error']}; exercises without torch still work",
            f"불러올 수 없음: {said['error']} (torch가 필요 없는 문제는 풀 수 있음)",
        )
        yield Finding(False, "torch", text)
        return
    threads = said["threads"]
    yield Finding(
        True,
        "torch",
        Text(f"{said['version']}, {threads} threads", f"{said['version']}, 스레드 {threads}개"),
    )
    if not said["devices"]:
        why = said["why"]
        # No GPU is no fault: the cases that need one are skipped.
        yield Finding(True, "CUDA", Text(f"none: {why}", f"없음: {why}"))
    for index, (name, memory) in enumerate(said["devices"]):
        yield Finding(True, f"CUDA {index}", Text.of(f"{name}, {memory:.1f} GiB"))


def _isolation() -> Finding:
    try:
        from autograder.confinement import probe_isolation

        found = probe_isolation()
    except Exception as error:  # a system on which not even the attempt can be made
        text = f"{type(error).__name__}: {error}"
        return Finding(False, "isolation", Text(f"not known ({text})", f"알 수 없음({text})"))
    said = Text(f"tier {found.tier}: {found.name}", f"{found.tier}단계: {found.name}")
    if found.reason:
        said += Text.of(f" ({found.reason})")
    if found.tier < 2:
        said += Text(
            "; enough to check your own work, not to grade others'",
            ". 자기 코드 확인에는 충분하지만 다른 사람의 코드를 채점하기에는 부족함",
        )
    return Finding(found.tier == 3, "isolation", said)


def _course() -> Iterator[Finding]:
    try:
        catalogue = Catalogue()
        course, ids = catalogue.course, catalogue.ids
    except (DeepdrillError, OSError) as error:
        yield Finding(False, "course", Text.of(" ".join(str(error).split())), needed=True)
        return
    where = "bundled" if course.root == PACKAGE else str(course.root)
    edition = {"instructor": Text("instructors'", "강사용"), "student": Text("students'", "학생용")}
    its = edition[course.edition]
    yield Finding(
        True, "course", Text(f"{where} ({its.en} edition)", f"{where} ({its.ko})"), needed=True
    )
    yield Finding(bool(ids), "exercises", Text.of(str(len(ids))), needed=True)


def _disk() -> Finding:
    try:
        free = shutil.disk_usage(Path.cwd()).free / 1e9
    except OSError as error:
        return Finding(False, "disk", Text.of(str(error.strerror)))
    return Finding(
        free >= LEAST_FREE_GB, "disk", Text(f"{free:.1f} GB free", f"여유 공간 {free:.1f} GB")
    )
