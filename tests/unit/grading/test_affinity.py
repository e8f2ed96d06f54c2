"""A grading process keeps to one core, and what it was allowed before comes back."""

from __future__ import annotations

import os
import threading

import pytest

from autograder.grading.affinity import on_one_core

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="needs Linux and two cores",
)


def test_threads_and_processes_started_inside_stay_there_and_only_those():
    before = os.sched_getaffinity(0)
    go, seen = threading.Event(), []

    def look() -> None:
        go.wait()
        seen.append(os.sched_getaffinity(0))

    with on_one_core():
        inside = os.sched_getaffinity(0)
        thread = threading.Thread(target=look)
        thread.start()
    go.set()
    thread.join()
    assert len(inside) == 1 and inside <= before
    assert seen == [inside]
    assert os.sched_getaffinity(0) == before


def test_it_comes_back_after_an_error_too():
    before = os.sched_getaffinity(0)
    with pytest.raises(KeyError), on_one_core():
        raise KeyError
    assert os.sched_getaffinity(0) == before
