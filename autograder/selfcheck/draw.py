"""``draw(plot)``: a notebook's plot, or one sentence that says what it still needs.

A plot shows what the student's own functions do; before they are written there is nothing to show, and a traceback
through plotting code would teach nobody anything.
"""

from __future__ import annotations

import contextlib
import sys
import traceback
import warnings
from collections.abc import Callable
from typing import Any

from autograder.reports.plain import one_line
from autograder.text import Text


def draw(plot: Callable[[], Any]) -> None:
    """Call ``plot``; whatever stops it is told in both languages."""
    namespace = sys._getframe(1).f_globals
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # overflow, say: the picture shows it
            plot()
    except Exception as error:
        _close_figures()
        text = _why(error, plot, namespace)
        print(f"{text.en}\n{text.ko}")


def _why(error: Exception, plot: Callable[[], Any], namespace: dict[str, Any]) -> Text:
    name = _culprit(error, plot, namespace)
    if isinstance(error, ModuleNotFoundError):
        return Text(
            f"The plot needs {error.name}: pip install {error.name}",
            f"그림을 그리려면 {error.name}이(가) 필요합니다: pip install {error.name}",
        )
    if isinstance(error, NameError) and error.name:
        return Text(
            f"The plot needs `{error.name}`, which is not defined yet: run its cell first.",
            f"그림을 그리려면 `{error.name}`이(가) 필요합니다. 정의하는 셀을 먼저 실행하세요.",
        )
    if isinstance(error, NotImplementedError) and name:
        return Text(
            f"The plot needs `{name}`, which is not written yet. Run this cell again when it is.",
            f"그림을 그리려면 `{name}`이(가) 필요한데 아직 작성되지 않았습니다. 작성한 뒤 이 셀을 다시 실행하세요.",
        )
    said = one_line(f"{type(error).__name__}: {error}", 200)
    where = f" (in `{name}`)" if name else ""
    where_ko = f" (`{name}`)" if name else ""
    return Text(
        f"The plot can't be drawn with what your functions return yet: {said}{where}. Look at the checks above.",
        f"아직 함수가 돌려주는 값으로 그림을 그릴 수 없습니다: {said}{where_ko}. 위의 check 결과를 확인하세요.",
    )


def _culprit(error: Exception, plot: Callable[[], Any], namespace: dict[str, Any]) -> str:
    """The student's innermost function on the way to the error."""
    code = getattr(plot, "__code__", None)
    names = [
        frame.f_code.co_qualname
        for frame, _ in traceback.walk_tb(error.__traceback__)
        if frame.f_globals is namespace
        and not (code and frame.f_code.co_filename == code.co_filename)
    ]
    return names[-1] if names else ""


def _close_figures() -> None:
    """Half a figure is not shown."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        with contextlib.suppress(Exception):
            pyplot.close("all")
