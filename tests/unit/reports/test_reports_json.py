from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_class import CLASS, RELU, RIGHT, SEED, exercise, report

from autograder.errors import DeepdrillError
from autograder.reports.json_report import dump, load
from autograder.reports.model import ClassReport, Diagnosis, Status
from autograder.text import Text

words = st.text(st.characters(exclude_categories=()), max_size=20).filter(
    # Two halves side by side are one character to every JSON reader.
    lambda text: text == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
texts = st.builds(Text, words, words)


def test_round_trip_is_exact() -> None:
    text = dump(CLASS)
    assert load(text) == CLASS
    assert load(text.encode().decode()) == CLASS
    assert dump(load(text)) == text
    assert load(dump(ClassReport((), (), False))) == ClassReport((), (), False)


@given(
    words, st.integers(0, 2**200), texts, st.sampled_from(Status), st.none() | words, st.booleans()
)
def test_round_trip_of_anything(name, seed, text, status, failure, finished) -> None:
    case = replace(
        RIGHT,
        id=name,
        title=text,
        message=text,
        status=status,
        diagnosis=Diagnosis(name, text),
        tool_failure=failure,
    )
    student = replace(report(name, exercise(RELU, case, problems=(text,))), seed=seed)
    whole = ClassReport((student,), ((name, text),), finished)
    assert load(dump(whole).encode().decode()) == whole


def test_form_that_others_rely_on() -> None:
    data = json.loads(dump(CLASS))
    assert list(data) == ["version", "reports", "skipped", "finished"]
    student = data["reports"][1]
    assert list(student) == ["version", "student", "seed", "isolation", "exercises"]
    assert student["seed"] == f"{SEED:x}"
    assert student["exercises"][0]["cases"][1]["diagnosis"]["sentence"].keys() == {"en", "ko"}
    assert "이서연" in dump(CLASS)


def changed(**changes: object) -> str:
    return json.dumps(json.loads(dump(CLASS)) | changes)


def with_report(**changes: object) -> str:
    data = json.loads(dump(CLASS))
    data["reports"][0] |= changes
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not valid JSON"),
        ("\x00", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("1" * 10_000, "not valid JSON"),
        ("[]", "no version"),
        ("{}", "no version"),
        (changed(version=2), "reads version 1"),
        (changed(version=True), "reads version 1"),
        (changed(version=[["x"] * 100]), "reads version 1"),
        (with_report(version=2), "reads version 1"),
        ('{"version": 1}', "report.reports is missing"),
        (changed(reports=5), "report.reports is no list"),
        (changed(reports=[5]), "reads version 1"),
        (changed(finished=1), "report.finished is no bool"),
        (changed(skipped=[["a"]]), "report.skipped[0] has 1 items and not 2"),
        (with_report(seed=5), "seed is no hexadecimal number"),
        (with_report(seed="-5"), "seed is no hexadecimal number"),
        (with_report(student=None), "student is no str"),
        (with_report(isolation=[]), "isolation is no object"),
        (dump(CLASS).replace('"pass"', '"won"'), "status is none of pass, fail"),
        (dump(CLASS).replace('"points": 2', '"points": 2.0'), "points is no int"),
    ],
)
def test_what_is_no_report_is_told_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(DeepdrillError) as caught:
        load(text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 200
