from __future__ import annotations

import errno
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_class import CLASS, RELU, RIGHT, exercise, report

from autograder.errors import DeepdrillError
from autograder.reports import json_report, write
from autograder.reports.file_names import file_names
from autograder.reports.model import ClassReport
from autograder.reports.write import write_all


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_everything_is_written(tmp_path: Path) -> None:
    written = write_all(CLASS, tmp_path / "new" / "out", "ko")
    found = files_in(tmp_path / "new" / "out")
    assert len(found) == 3 + len(CLASS.reports)
    assert json_report.load(written.json.read_text("utf-8")) == CLASS
    assert written.feedback[1].name == "이서연.md"
    assert all(path.is_file() for path in (written.csv, written.junit, *written.feedback))
    assert not any(".deepdrill" in name for name in found)
    assert write_all(CLASS, tmp_path / "new" / "out", "ko") == written
    assert files_in(tmp_path / "new" / "out") == found


def test_files_have_ordinary_rights(tmp_path: Path) -> None:
    previous = os.umask(0o022)
    try:
        written = write_all(CLASS, tmp_path, "en")
    finally:
        os.umask(previous)
    assert written.json.stat().st_mode & 0o777 == 0o644


HOSTILE_NAMES = [
    "../../etc/passwd", "..", ".", "", "/", "\\\\server\\x", "a/b", "a\\b", "CON", "nul.txt", "com1",
    "-rf", ".hidden", "x" * 400, "가" * 400, "a\x00b", "a\nb", "\x1b[31m", "a:b", "trailing. ", "~", "$HOME",
    "\ud800", "e\u0301", "\u00e9", "Kim", "kim", "KIM", "kim", "kim-2", "ﬁ", "fi", "İ", "i\u0307", "ß", "ss",
]  # fmt: skip


def test_hostile_names_are_safe_and_distinct(tmp_path: Path) -> None:
    reports = tuple(report(name, exercise(RELU, RIGHT)) for name in HOSTILE_NAMES)
    written = write_all(ClassReport(reports, (), True), tmp_path / "out", "en")
    assert len(set(written.feedback)) == len(HOSTILE_NAMES)
    assert {path.parent for path in written.feedback} == {tmp_path / "out" / "feedback"}
    assert len(files_in(tmp_path)) == 3 + len(HOSTILE_NAMES)


@given(st.lists(st.text(st.characters(exclude_categories=())) | st.sampled_from(HOSTILE_NAMES)))
def test_any_names_are_safe_and_distinct(students: list[str]) -> None:
    names = file_names(students)
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names}) == len(students)
    for name in names:
        assert name and name[0] not in ".- " and name[-1] not in ". "
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert len(f"{name}.md".encode()) < 200


def test_who_is_whose_does_not_depend_on_the_order() -> None:
    class_ = ["Kim", "kim", "e\u0301", "\u00e9", "a/b", "a:b", "이서연"]
    there = dict(zip(class_, file_names(class_)))
    back = dict(zip(class_[::-1], file_names(class_[::-1])))
    assert there == back
    assert there["이서연"] == "이서연"


def test_a_changed_name_is_the_same_whoever_else_is_there() -> None:
    assert file_names(["a/b"]) == file_names(["a/b", "a:b"])[:1]


def test_a_name_from_macos_stays_readable() -> None:
    assert file_names([unicodedata.normalize("NFD", "이서연")]) == ("이서연",)


def refuse(number: int):
    def replacement(*_: object, **__: object):
        raise OSError(number, os.strerror(number))

    return replacement


@pytest.mark.parametrize(
    ("number", "english", "korean"),
    [
        (errno.ENOSPC, "no space left", "공간이 없어"),
        (errno.EACCES, "read-only", "쓰기 권한이 없어"),
        (errno.EROFS, "read-only", "쓰기 권한이 없어"),
        (errno.EIO, os.strerror(errno.EIO), "저장하지 못했습니다"),
    ],
)
def test_no_room_or_right_is_one_sentence_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, english: str, korean: str
) -> None:
    write_all(CLASS, tmp_path / "old", "en")
    before = files_in(tmp_path)
    calls = []

    def fail_at_the_fifth(path: Path, mode: str):
        calls.append(path)
        if len(calls) == 5:
            refuse(number)()
        return path.open(mode)

    for language, sentence in (("en", english), ("ko", korean)):
        for folder in ("old", "new/deep"):
            calls.clear()
            monkeypatch.setattr(write, "open", fail_at_the_fifth, raising=False)
            with pytest.raises(DeepdrillError) as caught:
                write_all(ClassReport(CLASS.reports[::-1], (), True), tmp_path / folder, language)
            assert sentence in str(caught.value) and "\n" not in str(caught.value)
            assert files_in(tmp_path) == before
            assert not (tmp_path / "new").exists()


def test_a_full_disk_keeps_the_previous_reports(tmp_path: Path) -> None:
    """The real thing where there is one: a device that takes no byte."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(OSError) as caught, open("/dev/full", "wb") as full:
        full.write(b"x")
    assert str(write._reason(tmp_path, caught.value).en).count("no space left") == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DeepdrillError, match="read-only"):
            write_all(CLASS, tmp_path / "out", "en")
    finally:
        tmp_path.chmod(0o700)


def test_what_is_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "dir" / "report.csv").mkdir(parents=True)
    (tmp_path / "third").mkdir()
    (tmp_path / "third" / "feedback").write_text("mine")
    for folder in ("file", "file/below", "dir", "third"):
        with pytest.raises(DeepdrillError, match="in the way") as caught:
            write_all(CLASS, tmp_path / folder, "en")
        assert "\n" not in str(caught.value)
    assert files_in(tmp_path) == {"file": b"mine", "third/feedback": b"mine"}


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    for folder in ("a\0b", "x" * 5000):
        with pytest.raises(DeepdrillError):
            write_all(CLASS, tmp_path / folder, "en")
    assert not list(tmp_path.iterdir())


def test_ctrl_c_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(write.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(CLASS, tmp_path / "out", "en")
    assert not list(tmp_path.iterdir())
