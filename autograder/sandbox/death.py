"""Why a worker died, as its author should read it."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from enum import StrEnum

from autograder.text import Text


class Cause(StrEnum):
    """The reasons that are told apart."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    EXIT = "exit"
    OUTPUT = "output"
    PROTOCOL = "protocol"


@dataclass(frozen=True)
class Death:
    """A cause, and the sentence about it."""

    cause: Cause
    message: Text


def out_of_time(seconds: float) -> Death:
    return Death(
        Cause.TIME,
        Text(
            f"did not finish within {seconds:g} seconds. Look for a loop that never ends, or work that "
            "grows much faster than its input.",
            f"{seconds:g}초 안에 끝나지 않았습니다. 끝나지 않는 반복문이나 입력보다 훨씬 빠르게 늘어나는 "
            "계산이 있는지 보세요.",
        ),
    )


def out_of_memory(megabytes: int) -> Death:
    return Death(
        Cause.MEMORY,
        Text(
            f"used more than the {megabytes} MB of memory that this exercise allows.",
            f"이 문제에 허용된 메모리 {megabytes} MB를 넘겼습니다.",
        ),
    )


def returned_too_much() -> Death:
    return Death(
        Cause.OUTPUT,
        Text(
            "returned more data in one case than the limit allows. Look at the size of what comes back.",
            "한 번의 검사에서 허용된 것보다 많은 데이터를 반환했습니다. 반환값의 크기를 확인하세요.",
        ),
    )


def broke_the_protocol() -> Death:
    return Death(
        Cause.PROTOCOL,
        Text(
            "wrote to the grader's own connection, so the process was ended.",
            "채점기 전용 연결에 직접 썼기 때문에 프로세스를 종료했습니다.",
        ),
    )


def too_much_output() -> Death:
    return Death(
        Cause.OUTPUT,
        Text(
            "printed or wrote more than the limit allows. Remove the print inside the loop.",
            "출력이나 파일 쓰기가 한도를 넘었습니다. 반복문 안의 print를 지우세요.",
        ),
    )


def from_status(
    signal_number: int, exit_status: int, lingered: bool, out_of_cpu_time: bool
) -> Death:
    """The death that a wait status tells of."""
    if lingered:
        return broke_the_protocol()
    if signal_number == signal.SIGXFSZ:
        return too_much_output()
    if signal_number == signal.SIGXCPU or (signal_number == signal.SIGKILL and out_of_cpu_time):
        return Death(
            Cause.TIME,
            Text("used up its processor time.", "허용된 CPU 시간을 다 썼습니다."),
        )
    if signal_number:
        name = signal.Signals(signal_number).name if signal_number in _NUMBERS else signal_number
        return Death(
            Cause.CRASH,
            Text(
                f"crashed the Python process ({name}).",
                f"파이썬 프로세스가 비정상 종료되었습니다({name}).",
            ),
        )
    if exit_status == 98:
        return broke_the_protocol()
    return Death(
        Cause.EXIT,
        Text(
            f"ended the Python process (exit status {exit_status}). Return a value instead of calling exit.",
            f"파이썬 프로세스를 끝냈습니다(종료 코드 {exit_status}). exit를 부르지 말고 값을 반환하세요.",
        ),
    )


_NUMBERS = {int(number) for number in signal.Signals}
