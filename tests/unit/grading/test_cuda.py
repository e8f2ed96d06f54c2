"""GPUs are handed out on request alone; what a case on one needs; the CUDA checks themselves, where there is a GPU."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import tinycourse
import torch

from autograder.confinement import probe_isolation
from autograder.course.catalogue import Catalogue
from autograder.grading import candidate, checks
from autograder.grading.devices import cuda_devices
from autograder.grading.grade import Grader, Options
from autograder.grading.proxies import SubmissionProxy
from autograder.reports.model import Status
from autograder.sandbox.sandbox import Sandbox
from autograder.submissions.read import from_text

needs_a_gpu = pytest.mark.skipif(cuda_devices() == 0, reason="no CUDA device here")
ON_DEVICES = tinycourse.GRADER.replace(
    "def test_step_matches(submission, reference, rng)",
    "def test_step_matches(submission, reference, rng, device)",
)


def step_on_cuda(tmp_path: Path, sandbox: Sandbox):
    catalogue = tinycourse.make_course(tmp_path, grader=ON_DEVICES)
    exercise = catalogue.find("q91")
    submission = from_text(tinycourse.SOLUTION, Path("q91_tiny_steps.py"), "student", exercise)
    with Grader(catalogue, sandbox, secret=7) as grader:
        cases = {case.id: case for case in grader.grade(submission).cases}
    assert cases["q91_tiny_steps/step/step_matches[cpu]"].status is Status.PASS
    return cases["q91_tiny_steps/step/step_matches[cuda]"]


@pytest.fixture
def pretended_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (candidate, checks):
        monkeypatch.setattr(module, "cuda_devices", lambda: 1)


def test_without_the_option_the_case_is_skipped_and_the_option_named(tmp_path, pretended_gpu):
    case = step_on_cuda(tmp_path, Sandbox())
    assert case.status is Status.SKIP and not case.tool_failure
    assert "--cuda" in case.message.en and "--cuda" in case.message.ko


@pytest.mark.skipif(cuda_devices() > 0, reason="there is a GPU, which starts")
def test_a_gpu_that_does_not_start_is_our_failure_and_costs_no_point(tmp_path, pretended_gpu):
    case = step_on_cuda(tmp_path, Sandbox(cuda=True))
    assert case.status is Status.SKIP
    assert "the GPU did not start" in case.tool_failure


SNOOPER = """
import os, socket

def attempts(path, port):
    told = []
    for name, attempt in {
        "read": lambda: open(path).read(),
        "list": lambda: os.listdir(os.path.dirname(path)),
        "write": lambda: open(path + ".new", "w"),
        "connect": lambda: socket.create_connection(("127.0.0.1", port)),
        "fork": lambda: os.fork() or os._exit(0),
        "own memory": lambda: open("/proc/self/mem"),
    }.items():
        try:
            attempt()
            told.append(name)
        except OSError:
            pass
    return told
"""


@pytest.mark.parametrize("tier", [2, 1])
def test_a_worker_with_a_gpu_reads_writes_and_reaches_nothing(tmp_path, monkeypatch, tier):
    """Its confinement, on any machine; where there is no GPU, CUDA is not started in it. Tier 1 is the control."""
    isolation = probe_isolation(max_tier=tier)
    if isolation.tier < tier:
        pytest.skip(isolation.reason)
    catalogue = tinycourse.make_course(tmp_path)
    (tmp_path / "secret").write_text("secret")
    monkeypatch.setattr(candidate, "cuda_devices", lambda: 1)
    if cuda_devices() == 0:
        monkeypatch.setattr(candidate, "_start_cuda", lambda conversation: None)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        Sandbox(isolation, cuda=True) as sandbox,
    ):
        found = candidate.Candidate(sandbox, catalogue.find("q91"), SNOOPER)
        conversation = found.begin("step", cuda=True)
        assert conversation.worker.need.cuda
        submission = SubmissionProxy(found, conversation)
        told = submission.attempts(str(tmp_path / "secret"), listener.getsockname()[1])
        found.close()
    everything = ["read", "list", "write", "connect", "fork", "own memory"]
    assert told == ([] if tier == 2 else everything)


def cuda_cases(grader: Grader) -> list[tuple[str, frozenset[str]]]:
    """For each exercise with checks that need a GPU, their ids."""
    found = []
    for name in grader.catalogue.ids:
        items = grader.session.collect(grader.catalogue.find(name).grader)
        if ids := frozenset(item.id for item in items if item.cuda):
            found.append((name, ids))
    return found


def test_the_exercises_with_cuda_checks_are_known():
    with Grader(Catalogue()) as grader:
        known = dict(grader.session.call(lambda: cuda_cases(grader)))
    assert set(known) == {
        "q19_torch_classifier",
        "q20_why_gpu",
        "q20a_two_gpus",
        "q20b_training_memory",
    }
    assert "q20_why_gpu/to_device/to_device_on_cuda" in known["q20_why_gpu"]
    assert all(not id.endswith("[cpu]") for ids in known.values() for id in ids)


@needs_a_gpu
def test_solutions_pass_every_cuda_check(capsys):
    with Grader(Catalogue(), Sandbox(cuda=True), secret=1) as grader:
        for name, ids in grader.session.call(lambda: cuda_cases(grader)):
            exercise = grader.catalogue.find(name)
            source = exercise.folder.joinpath("solution.py").read_text(encoding="utf-8")
            submission = from_text(source, Path(f"{name}.py"), "student", exercise)
            report = grader.grade(submission, Options(cases=ids))
            for case in report.cases:
                with capsys.disabled():
                    print(f"\n{case.id}: {case.status}, {case.seconds:.2f} s {case.message.en}")
                assert not case.tool_failure, case.tool_failure
                if "two_gpus" in case.id:
                    assert case.status is Status.SKIP and case.message.en
                else:
                    assert case.status is Status.PASS, case.message.en


@needs_a_gpu
@pytest.mark.parametrize(
    "exercise, name, source",
    [
        ("q20", "to_device", "def to_device(batch, device):\n    return batch"),
        (
            "q20b",
            "training_memory",
            "_right = training_memory\ndef training_memory(model, optimizer, x):\n"
            "    found = dict(_right(model, optimizer, x))\n    found['total'] *= 2\n    return found",
        ),
        (
            "q19",
            "evaluate",
            "_right = evaluate\ndef evaluate(model, loader, loss_fn, device):\n"
            "    return _right(model.cpu(), loader, loss_fn, 'cpu')",
        ),
    ],
)
def test_what_is_wrong_on_a_gpu_fails_there(exercise, name, source):
    with Grader(Catalogue(), Sandbox(cuda=True), secret=1) as grader:
        found = grader.catalogue.find(exercise)
        ids = dict(grader.session.call(lambda: cuda_cases(grader)))[found.id]
        solution = found.folder.joinpath("solution.py").read_text(encoding="utf-8")
        submission = from_text(f"{solution}\n{source}", Path("x.py"), "student", found)
        report = grader.grade(submission, Options(cases=ids))
    assert any(case.failed for case in report.cases if case.task == name), report.cases


def test_the_count_of_gpus_is_that_of_torch():
    assert cuda_devices() == (torch.cuda.device_count() if torch.cuda.is_available() else 0)
