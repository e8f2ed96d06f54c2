"""What the renderers say: a failure in one sentence, and what to do next."""

from __future__ import annotations

from autograder.selfcheck.model import Failure, SelfCheck, TaskCheck
from autograder.text import Text

GOT = Text("got", "결과")
EXPECTED = Text("expected", "기대값")
PRINTED = Text("printed", "출력")
NOT_WRITTEN = Text("not written yet", "아직 작성하지 않음")
NOT_RUN = Text("not run", "실행하지 못함")
NO_EXAMPLE = Text("no public example", "공개 예제 없음")
THE_SAME = Text("the same error", "같은 오류")
SKIPPED = Text("skipped here", "여기서는 건너뜀")


def sentence(failure: Failure, task: str) -> Text:
    """Why the example did not pass, where got and expected don't say it already."""
    name = failure.name
    own = name.partition(".")[0] == task
    match failure.kind:
        case "unwritten" if own:
            return Text(f"{name} is not written yet.", f"{name}: 아직 작성하지 않았습니다.")
        case "unwritten":
            return Text(
                f"It needs {name}, which is not written yet.",
                f"먼저 {name}을(를) 작성해야 합니다.",
            )
        case "missing" if own:
            return Text(f"{name} is not defined.", f"{name}이(가) 정의되어 있지 않습니다.")
        case "missing":
            return Text(
                f"It needs {name}, which is not defined.",
                f"{name}이(가) 필요한데 정의되어 있지 않습니다.",
            )
        case "raised":
            if failure.line is None:
                return Text(
                    f"Your code raised {failure.detail}",
                    f"작성한 코드에서 오류가 났습니다. {failure.detail}",
                )
            return Text(
                f"Line {failure.line} of your code raised {failure.detail}",
                f"작성한 코드 {failure.line}행에서 오류가 났습니다. {failure.detail}",
            )
        case "no_error":
            return Text(
                f"It should raise {failure.expected}, and nothing was raised.",
                f"{failure.expected} 예외가 나야 하는데 아무 예외도 나지 않았습니다.",
            )
        case "unusable":
            return Text(
                f"The example can't work with what came back. {failure.detail}",
                f"반환된 값으로는 예제를 이어 갈 수 없습니다. {failure.detail}",
            )
        case "slow":
            return Text("It did not come to an end.", "끝나지 않았습니다.")
        case "died":
            return Text("It ended the process.", "여기서 프로세스가 끝났습니다.")
    return Text.of(failure.detail)


def count(task: TaskCheck) -> Text:
    """How many examples of a task pass, in a word or two."""
    if task.unwritten:
        return NOT_WRITTEN
    if task.total == 0:
        return SKIPPED if task.skipped else NO_EXAMPLE
    if task.not_run == task.total:
        return NOT_RUN
    return Text.of(f"{task.passed}/{task.total}")


def verdict(result: SelfCheck) -> Text:
    """The whole check in one sentence."""
    if not result.tasks:
        return Text.of("")
    good, total = sum(task.ok for task in result.tasks), len(result.tasks)
    if result.ok and total == 1:
        name = result.tasks[0].name
        return Text(
            f"{name} passes its public examples.", f"{name}: 공개 예제를 모두 통과했습니다."
        )
    if result.ok:
        return Text(
            f"All {total} tasks pass their public examples.",
            f"과제 {total}개가 모두 공개 예제를 통과했습니다.",
        )
    if total == 1:
        name = result.tasks[0].name
        if result.tasks[0].unwritten:
            return Text(f"{name} is not written yet.", f"{name}: 아직 작성하지 않았습니다.")
        return Text(f"{name} is not right yet.", f"{name}: 아직 통과하지 못했습니다.")
    return Text(
        f"{good} of {total} tasks pass their public examples.",
        f"과제 {total}개 중 {good}개가 공개 예제를 통과했습니다.",
    )


def next_step(result: SelfCheck) -> Text:
    """What to do now."""
    if result.ok:
        return Text(
            "Hidden tests ask for more than the examples do: read the docstrings once more.",
            "채점에는 예제보다 많은 것을 확인하니 docstring을 한 번 더 읽어 보세요.",
        )
    task = result.next_task
    if task is None:
        return Text.of("")
    hint = f"deepdrill hint {result.short_id}"
    return Text(f"Next: {task.name}. A hint: {hint}", f"다음: {task.name}. 힌트: {hint}")
