"""The checks that hidden graders are written with. Each raises CheckFailed with a sentence for the student."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.grading import describe
from autograder.grading.compare import Difference, Tolerance, difference
from autograder.grading.current import current
from autograder.grading.devices import cuda_devices
from autograder.grading.errors import CheckFailed, NotGraded, SubmissionDied, SubmissionError
from autograder.text import Text


def check(condition: Any, en: str, ko: str, by_chance: bool = False) -> None:
    """A property that holds, or the sentence about it. ``condition`` is a bool of the grader's own making.

    ``by_chance``: two runs of one submission may answer differently here (a clock, a random draw), so a mistake is
    recognised by the sentence and not by equal answers.
    """
    if not isinstance(condition, bool | np.bool_):
        condition = _plain_truth(condition)
    if not condition:
        kind = "statistic" if by_chance else "property"
        raise CheckFailed(_about_last_call(Text(en, ko)), kind)


def note(en: str, ko: str) -> None:
    """A sentence that the student reads beside this case if it is passed; it costs nothing and decides nothing."""
    case = current()
    if case is not None:
        case.note = Text(en, ko)


def _plain_truth(condition: Any) -> bool:
    # A handle is always true: a student's object must not decide whether a check holds.
    if isinstance(condition, int | float | np.ndarray):
        return bool(condition)
    if describe.is_tensor(condition):
        return bool(condition.item())
    raise CheckFailed(
        Text(
            f"returned {describe.kind(condition)} where a number or an array is needed",
            f"수나 배열이 필요한 곳의 반환값: {describe.kind(condition)}",
        ),
        "type",
    )


def check_close(
    got: Any,
    expected: Any,
    rtol: float | None = None,
    atol: float | None = None,
    dtype: bool = True,
) -> None:
    """``got`` equals ``expected`` in type, shape, dtype, and in value to within rounding."""
    found = difference(got, expected, Tolerance(rtol, atol, dtype))
    if found is not None:
        raise CheckFailed(_sentence(got, found), found.kind, answer=(got,))


def check_equal(got: Any, expected: Any) -> None:
    """``got`` equals ``expected`` exactly."""
    found = difference(got, expected, Tolerance(0.0, 0.0, dtype=False))
    if found is not None:
        raise CheckFailed(_sentence(got, found), found.kind, answer=(got,))


def _sentence(got: Any, found: Difference) -> Text:
    case = current()
    origin = case.trace.origin(got) if case is not None else None
    label = (origin or "") + found.place
    if not label:
        return found.text + Text.of(".")
    return Text(f"{label}: {found.text.en}.", f"{label}: {found.text.ko}.")


def _about_last_call(text: Text) -> Text:
    case = current()
    done = [e.label for e in case.trace.exchanges if e.outcome == "ok"] if case else []
    calls = [label for label in done if not (isinstance(label, str) and label.startswith("probe."))]
    if not calls:
        return text
    return Text(f"{calls[-1]}: {text.en}", f"{calls[-1]}: {text.ko}")


@contextlib.contextmanager
def raises(name: str) -> Iterator[None]:
    """The student's code raises the exception ``name`` or a subclass of it inside."""
    try:
        yield
    except SubmissionDied:
        raise
    except SubmissionError as error:
        if name in error.classes:
            return
        found = error.classes[0] if error.classes else "nothing"
        if found in ("NotImplementedError", "MissingName") and name != found:
            raise
        text = Text(
            f"expected {name}; {error.message.en}", f"필요한 예외: {name}. {error.message.ko}"
        )
        raise CheckFailed(text, f"raises:{found}") from None
    else:
        text = Text(
            f"no exception; expected {name}.", f"예외가 발생하지 않았습니다. 필요한 예외: {name}."
        )
        raise CheckFailed(_about_last_call(text), "raises:nothing")


def check_raises(name: str, function: Callable, *args: Any, **kwargs: Any) -> None:
    """``function(*args, **kwargs)`` raises the exception ``name`` or a subclass of it."""
    with raises(name):
        function(*args, **kwargs)


def check_unchanged(submission: Any) -> None:
    """None of the calls so far in this case changed its arguments."""
    case = current()
    for label, changed in case.trace.changed() if case is not None else ():
        first = changed[0]
        which = f"argument {first}" if isinstance(first, str) else f"argument {int(first) + 1}"
        which_ko = f"인자 {first}" if isinstance(first, str) else f"{int(first) + 1}번째 인자"
        text = Text(
            f"{label} changed its input ({which}). Work on a copy, or make a new array.",
            f"{label}: 입력({which_ko})이 바뀌었습니다. 복사본에서 계산하거나 새 배열을 만드세요.",
        )
        raise CheckFailed(text, "changed")


def numerical_gradient(
    function: Callable[[np.ndarray], Any], x: np.ndarray, upstream: Any, eps: float = 1e-6
) -> np.ndarray:
    """Central differences of ``sum(upstream * function(x))`` in float64."""
    x = np.array(x, dtype=np.float64)
    gradient = np.empty_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        step = eps * max(1.0, abs(kept))
        x[index] = kept + step
        above = np.sum(upstream * np.asarray(function(x), dtype=np.float64))
        x[index] = kept - step
        below = np.sum(upstream * np.asarray(function(x), dtype=np.float64))
        x[index] = kept
        gradient[index] = (above - below) / (2 * step)
    return gradient


def check_gradient(
    gradient: Any,
    function: Callable[[np.ndarray], Any],
    x: np.ndarray,
    upstream: Any = None,
    rtol: float = 1e-5,
) -> None:
    """``gradient`` is that of ``sum(upstream * function(x))``; ``function`` is the grader's own.

    Pass a random ``upstream``: a sum of outputs has a gradient of zero through a softmax or a normalisation.
    """
    expected = numerical_gradient(function, x, 1.0 if upstream is None else upstream)
    scale = float(np.max(np.abs(expected))) if expected.size else 1.0
    check_close(gradient, expected, rtol=rtol, atol=rtol * max(scale, 1e-3))


def check_statistic(
    observed: Any, expected: float, standard_error: float, en: str, ko: str, sigmas: float = 6.0
) -> None:
    """A random quantity lies within ``sigmas`` standard errors of what it should be."""
    value = float(observed)
    limit = sigmas * standard_error
    if not abs(value - expected) <= limit:
        numbers = Text(
            f" (measured {value:.4g}, expected {expected:.4g} ± {limit:.2g})",
            f" (측정값 {value:.4g}, 기댓값 {expected:.4g} ± {limit:.2g})",
        )
        raise CheckFailed(_about_last_call(Text(en, ko) + numbers), "statistic", value, limit)


def require_cuda(count: int = 1) -> None:
    """Skips the case, with the reason shown, where there are fewer than ``count`` CUDA devices to be had.

    A test that calls it, by this name, gets a worker that has the GPUs, if the grader hands them out.
    """
    found = cuda_devices()
    if found < count:
        raise NotGraded(
            Text(
                f"needs {count} CUDA device{'s' if count > 1 else ''}, found {found}",
                f"CUDA 장치 {count}개가 필요합니다(현재 {found}개)",
            )
        )
    case = current()
    if case is None or not case.cuda:
        raise NotGraded(
            Text(
                "needs a GPU, which submissions get only with --cuda (deepdrill grade, deepdrill nbgrade)",
                "GPU가 필요한데 deepdrill grade나 deepdrill nbgrade의 --cuda로만 제출물에 GPU를 내줍니다",
            )
        )
    if count > 1:
        raise NotGraded(
            Text(
                "needs GPUs that talk to each other: with a GPU, the sandbox hands out no network",
                "서로 통신하는 GPU가 필요합니다. 샌드박스는 GPU와 네트워크를 함께 내주지 않습니다",
            )
        )
