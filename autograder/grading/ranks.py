"""Several workers at once: the ranks of a distributed run."""

from __future__ import annotations

import contextlib
import select
import time
from collections.abc import Callable
from typing import Any

from autograder.grading.conversation import Conversation
from autograder.grading.errors import SubmissionDied, SubmissionError
from autograder.grading.probing import ProbeProxy
from autograder.text import Text


def ranks_deadline(ranks: list[Conversation], seconds: float) -> float:
    """One clock for all ranks."""
    for conversation in ranks:
        conversation.worker.allow(seconds)
    return time.monotonic() + seconds


def call_ranks(
    ranks: list[Conversation],
    name: str,
    arguments: Callable[..., tuple[tuple, dict]],
    init_method: str,
    deadline: float,
) -> list[Any]:
    """One call in every rank at once; the results by rank."""
    labels = [f"{name}(rank={rank}, world_size={len(ranks)}, ...)" for rank in range(len(ranks))]
    for rank, conversation in enumerate(ranks):
        conversation.worker.deadline = deadline
        args, kwargs = arguments(rank, ProbeProxy(conversation), init_method)
        conversation.send_call(labels[rank], name, args, kwargs)
    results: list[Any] = [None] * len(ranks)
    waiting: list[int] = []
    failures: list[SubmissionError] = []
    answered = _answered(ranks, deadline)
    # Those first that have answered: a rank that runs out of time is killed, which would fail its neighbours.
    for rank in sorted(range(len(ranks)), key=lambda rank: not answered[rank]):
        conversation = ranks[rank]
        if answered[rank]:
            conversation.worker.deadline = max(deadline, time.monotonic() + 1.0)
        try:
            results[rank] = conversation.settle(labels[rank])
        except SubmissionError as error:
            failures.append(error)
            if conversation.worker.timed_out:
                waiting.append(rank)
    raised = [error for error in failures if not isinstance(error, SubmissionDied)]
    if raised:  # what one rank raised explains why the others wait
        raise raised[0]
    if waiting and len(waiting) == len(failures):
        raise _hung(name, ranks, waiting, failures[0])
    if failures:
        raise failures[0]
    return results


def _answered(ranks: list[Conversation], deadline: float) -> list[bool]:
    """Which ranks have answered, once all of them have or the time is up."""
    poll = select.poll()
    for conversation in ranks:
        poll.register(conversation.worker.channel.connection, select.POLLIN)
    while True:
        answered = [conversation.worker.channel.has_something() for conversation in ranks]
        left = deadline - time.monotonic()
        if all(answered) or left <= 0:
            return answered
        for conversation, has in zip(ranks, answered):
            if has:
                with contextlib.suppress(KeyError):
                    poll.unregister(conversation.worker.channel.connection)
        poll.poll(left * 1000)


def _hung(
    name: str, ranks: list[Conversation], waiting: list[int], failure: SubmissionError
) -> SubmissionDied:
    seconds = ranks[0].worker.allowed_seconds
    names = ", ".join(map(str, waiting))
    done = ", ".join(str(rank) for rank in range(len(ranks)) if rank not in waiting)
    rest = f"; rank {done} had finished" if done else ""
    rest_ko = f"; {done}번 rank는 끝났습니다" if done else ""
    message = Text(
        f"{name} with {len(ranks)} ranks: rank {names} still waited after {seconds:g} seconds{rest}. "
        "A collective call returns only when every rank makes it.",
        f"rank {len(ranks)}개로 실행한 {name}: {seconds:g}초 뒤에도 {names}번 rank가 기다리고 "
        f"있습니다{rest_ko}. 집합 통신은 모든 rank가 호출해야 끝납니다.",
    )
    return SubmissionDied(message, failure.death)
