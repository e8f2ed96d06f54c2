"""The sentences of a notebook, in both languages."""

from __future__ import annotations

from autograder.text import Text

HOW_TO = Text(
    "Run the cells from top to bottom and write where it says `YOUR CODE HERE`. `check(...)` runs the public "
    "examples and tells what is wrong. Cells of your own, for helpers and trials, are welcome anywhere; cells that "
    "check and grade are locked.",
    "위에서부터 차례로 셀을 실행하고 `YOUR CODE HERE`라고 적힌 곳을 채우세요. `check(...)`는 공개 예제를 실행해 "
    "무엇이 틀렸는지 알려 줍니다. 보조 함수나 실험을 위한 셀은 어디에든 추가해도 됩니다. 확인하고 채점하는 셀은 잠겨 있습니다.",
)
BACKGROUND = Text("Background", "배경")
CONVENTIONS = Text("What holds for all tasks", "모든 과제에 적용되는 약속")
OFF_LIMITS = Text("Off limits", "사용 금지")
OWN = "# Imports and helpers of your own are welcome here.\n# 필요한 import와 보조 함수는 여기에 쓰세요."
GRADED = Text(
    "{points} points. Hidden tests run here when the notebook is graded; until then, the public examples.",
    "{points}점. 채점할 때는 이 셀에서 숨은 테스트가 실행되고, 그 전에는 공개 예제가 실행됩니다.",
)
GRADED_ONE = Text(
    "1 point. Hidden tests run here when the notebook is graded; until then, the public examples.",
    "1점. 채점할 때는 이 셀에서 숨은 테스트가 실행되고, 그 전에는 공개 예제가 실행됩니다.",
)
PICTURE = Text("The picture", "그림으로 보기")
EXPLAIN = Text("Explain", "설명하기")
POINTS = Text("{points} points", "{points}점")
POINTS_ONE = Text("1 point", "1점")
RUBRIC = Text("Rubric, for graders only", "채점 기준 (채점자용)")
ANSWER_HERE = Text(
    "The student's answer stands here.",
    "여기에 학생의 답이 들어갑니다.",
)
