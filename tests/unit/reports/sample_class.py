"""A handmade class with every status, a tool failure, both languages, and names that bite."""

from __future__ import annotations

from autograder.reports.model import (
    VERSION,
    Case,
    ClassReport,
    Diagnosis,
    ExerciseReport,
    Isolation,
    Report,
    Status,
)
from autograder.text import Text

SEED = 0xC0FFEE00C0FFEE00C0FFEE00C0FFEE00
ISOLATION = Isolation(3, "namespaces, Landlock, seccomp, limits", "")
OUR_TRACE = "ToolFailure: the torch zygote ended with signal 9"
HOSTILE = (
    "relu(\x1b[31mx\x1b[0m) returned `[1]` ```` | <script>alert(1)</script> [x](javascript:x)\x00\x07\n"
    "```\n# not a heading\n]]> & \ud800 \u202egnp.exe [bold red]loud[/bold red] [/] @all #1 $x$"
)

RELU_TITLE = Text(
    "relu equals max(0, x) for arrays of any shape.",
    "relu는 어떤 모양의 배열에서도 max(0, x)와 같습니다.",
)
GRAD_TITLE = Text("relu_grad is the derivative of relu.", "relu_grad는 relu의 도함수입니다.")
SENTENCE = Text(
    "At x = 0 the derivative of ReLU is 0 by convention; yours is 1, so use x > 0, not x >= 0.",
    "x = 0에서 ReLU의 미분은 관례상 0입니다. 지금은 1이 나오므로 x >= 0이 아니라 x > 0을 써야 합니다.",
)
WRONG = Text(
    "relu_grad([-1., 0., 2.]) returned [0., 1., 1.], expected [0., 0., 1.]; worst at index (1,)",
    "relu_grad([-1., 0., 2.])의 결과는 [0., 1., 1.]인데 [0., 0., 1.]이어야 합니다. 차이가 가장 큰 위치: (1,)",
)
NO_MESSAGE = Text.of("")


def case(
    name: str, task: str, title: Text, status: Status, message: Text = NO_MESSAGE, **more
) -> Case:
    """A case of two points that passed or lost them all, unless told otherwise."""
    values = {
        "points": 2 if status is Status.PASS else 0,
        "max_points": 0 if status is Status.SKIP else 2,
        "diagnosis": None,
        "seconds": 0.25,
    }
    return Case(name, task, title, status, message=message, **(values | more))


def exercise(name: str, *cases: Case, problems: tuple[Text, ...] = ()) -> ExerciseReport:
    """One exercise's report with made-up time, path and digest."""
    return ExerciseReport(name, cases, problems, 1.5, f"class/x/{name}.py", "ab" * 32)


def report(student: str, *exercises: ExerciseReport) -> Report:
    """One student's report."""
    return Report(VERSION, student, SEED, ISOLATION, exercises)


RIGHT = case("test_relu", "relu", RELU_TITLE, Status.PASS)
RIGHT_GRADIENT = case("test_relu_grad", "relu_grad", GRAD_TITLE, Status.PASS)
MISTAKEN = case(
    "test_relu_grad",
    "relu_grad",
    GRAD_TITLE,
    Status.FAIL,
    WRONG,
    diagnosis=Diagnosis("gradient_one_at_zero", SENTENCE),
)
HANGS = case(
    "test_relu",
    "relu",
    RELU_TITLE,
    Status.TIMEOUT,
    Text("relu(...) did not return within 10 s", "relu(...)가 10초 안에 끝나지 않았습니다"),
)
RAISES = case(
    "test_relu_grad",
    "relu_grad",
    GRAD_TITLE,
    Status.ERROR,
    Text(
        "relu_grad(...) raised NameError: name 'numpyy' is not defined",
        "relu_grad(...)에서 NameError가 났습니다: name 'numpyy' is not defined",
    ),
    points=1,
)
NO_GPU = case(
    "test_two_gpus",
    "all_reduce",
    Text("all_reduce works over NCCL.", "all_reduce가 NCCL에서 동작합니다."),
    Status.SKIP,
    Text("this machine has no two GPUs", "이 컴퓨터에는 GPU가 두 개 없습니다"),
)
OURS = case(
    "test_ranks",
    "all_reduce",
    Text("Each rank ends with the mean.", "모든 rank가 평균을 갖게 됩니다."),
    Status.SKIP,
    tool_failure=OUR_TRACE,
)
SYNTAX = Text(
    "line 3: '(' was never closed\n  return max(0, x\n            ^",
    "3번째 줄: '('가 닫히지 않았습니다",
)

RELU, GPUS = "q05_activation_functions", "q20a_two_gpus"

RIGHT_STUDENT = report("kim", exercise(RELU, RIGHT, RIGHT_GRADIENT), exercise(GPUS, NO_GPU))
MISTAKEN_STUDENT = report("이서연", exercise(RELU, RIGHT, MISTAKEN))
EVERY_STATUS = report(
    '=HYPERLINK("http://x")|`<b>*|[bold]',
    exercise(RELU, HANGS, RAISES, MISTAKEN, problems=(SYNTAX,)),
    exercise(GPUS, RIGHT, NO_GPU, OURS),
)
HOSTILE_STUDENT = report(
    "../../etc/\x1b]0;pwned\x07passwd",
    exercise(RELU, case("test_relu", "relu", RELU_TITLE, Status.FAIL, Text.of(HOSTILE))),
)
ABSENT_STUDENT = report("park")

CLASS = ClassReport(
    (RIGHT_STUDENT, MISTAKEN_STUDENT, EVERY_STATUS, HOSTILE_STUDENT, ABSENT_STUDENT),
    skipped=(
        (
            "class/kim/notes[1].txt",
            Text("no exercise is called notes", "notes라는 문제는 없습니다"),
        ),
        ("class/lee/q05\udcff.py", Text("not UTF-8", "UTF-8이 아닙니다")),
    ),
    finished=True,
)
