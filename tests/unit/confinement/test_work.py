"""Honest work runs as it does anywhere: Python, threads, NumPy, torch, gloo."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from confined import BEST_TIER, run_confined

HONEST = Path(__file__).with_name("honest_work.py")


def test_python_works(tier, user):
    def work() -> dict:
        seen = []
        thread = threading.Thread(target=lambda: seen.append(time.sleep(0.001)))
        thread.start()
        thread.join()
        Path("/dev/null").write_text("x")
        return {
            "threads": len(seen),
            "random": len(os.urandom(8)),
            "zeros": Path("/dev/zero").open("rb").read(2).hex(),
            "hosts": Path("/etc/hosts").exists(),
            "user": os.geteuid(),
        }

    outcome = run_confined(tier, work, user=user)

    expected_user = 65534 if user == "nobody" else os.geteuid()
    assert outcome.exit_code == 0
    assert outcome.value == {
        "threads": 1,
        "random": 8,
        "zeros": "0000",
        "hosts": True,
        "user": expected_user,
    }


def test_the_standard_library_is_imported_late(tier):
    def work() -> list[str]:
        modules = ["wave", "decimal", "colorsys", "sqlite3", "csv", "fractions"]
        for name in modules:
            sys.modules.pop(name, None)
        return [__import__(name).__name__ for name in modules]

    outcome = run_confined(tier, work)

    assert outcome.value == ["wave", "decimal", "colorsys", "sqlite3", "csv", "fractions"]


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_a_warm_library_works(library):
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    if BEST_TIER < 2:
        pytest.skip("nothing to confine with")
    root = str(Path(__file__).parents[3])
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    path = os.pathsep.join([root, *filter(None, sys.path)])
    environment = {**os.environ, **threads, "PYTHONPATH": path, "TORCH_CPP_LOG_LEVEL": "ERROR"}

    done = subprocess.run(
        [sys.executable, HONEST, library, str(BEST_TIER)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    expected = [f"tier {tier}" for tier in range(2, BEST_TIER + 1)]
    if library == "torch" and BEST_TIER == 3:
        expected += ["rank 0", "rank 1"]
    assert answers == dict.fromkeys(expected, "done"), done.stderr
