"""The reports as files: all of them, or a sentence that says why not.

Everything is rendered and staged beside its place before the first file is replaced, so a full disk or
a read-only folder leaves the previous run's reports as they were.
"""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import DeepdrillError
from autograder.reports import csv_report, json_report, junit, markdown
from autograder.reports.file_names import file_names
from autograder.reports.model import ClassReport
from autograder.reports.plain import one_line
from autograder.text import Language, Text

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True)
class Written:
    """Where the reports are. ``feedback`` is in the order of the class's students."""

    json: Path
    csv: Path
    junit: Path
    feedback: tuple[Path, ...]


def write_all(report: ClassReport, folder: Path | str, language: Language = "en") -> Written:
    """Write ``report.json``, ``report.csv``, ``junit.xml`` and ``feedback/<student>.md`` into ``folder``."""
    folder = Path(folder)
    pages = [f"{name}.md" for name in file_names([each.student for each in report.reports])]
    written = Written(
        json=folder / "report.json",
        csv=folder / "report.csv",
        junit=folder / "junit.xml",
        feedback=tuple(folder / "feedback" / page for page in pages),
    )
    texts = {
        written.json: json_report.dump(report),
        written.csv: csv_report.dump(report, language),
        written.junit: junit.dump(report, language),
    }
    texts |= {
        path: markdown.feedback(each, language)
        for path, each in zip(written.feedback, report.reports)
    }
    try:
        _write({path: text.encode() for path, text in texts.items()}, folder)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        raise DeepdrillError(_reason(folder, error).pick(language)) from None
    return written


def check_folder(folder: Path | str) -> None:
    """Raises now what writing would raise after an hour of grading: a folder that can't be written to."""
    folder = Path(folder)
    try:
        _write({folder / ".deepdrill-can-write": b""}, folder)
        (folder / ".deepdrill-can-write").unlink()
    except (OSError, ValueError) as error:
        raise DeepdrillError(_reason(folder, error).pick("en")) from None


def _write(contents: dict[Path, bytes], folder: Path) -> None:
    made: list[Path] = []
    staged: list[tuple[Path, Path]] = []
    done = False
    try:
        for needed in (folder, folder / "feedback"):
            made += [each for each in (needed, *needed.parents) if not each.exists()][::-1]
            needed.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
            temporary = path.with_name(f".deepdrill-{secrets.token_hex(8)}")
            staged.append((temporary, path))
            with open(temporary, "xb") as file:
                file.write(content)
        for temporary, path in staged:
            os.replace(temporary, path)
        done = True
    finally:  # also after Ctrl-C
        if not done:
            _undo([temporary for temporary, _ in staged], made)


def _undo(files: list[Path], folders: list[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink()
    for folder in reversed(folders):
        with suppress(OSError):  # not empty: not only ours
            folder.rmdir()


def _reason(folder: Path, error: OSError | ValueError) -> Text:
    name, number = one_line(str(folder)), getattr(error, "errno", None)
    if number in _FULL:
        return Text(
            f"The reports were not written: there is no space left in {name}.",
            f"{name}에 남은 공간이 없어 리포트를 저장하지 못했습니다.",
        )
    if number in _FORBIDDEN:
        return Text(
            f"The reports were not written: {name} is read-only; choose another folder with --out.",
            f"{name}에 쓰기 권한이 없어 리포트를 저장하지 못했습니다. --out으로 다른 폴더를 지정하세요.",
        )
    if number in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        place = one_line(str(getattr(error, "filename", None) or folder))
        return Text(
            f"The reports were not written: {place} is in the way; choose another folder with --out.",
            f"{place} 때문에 리포트를 저장하지 못했습니다. --out으로 다른 폴더를 지정하세요.",
        )
    why = one_line(getattr(error, "strerror", None) or str(error))
    return Text(
        f"The reports were not written to {name}: {why}.",
        f"{name}에 리포트를 저장하지 못했습니다: {why}.",
    )
