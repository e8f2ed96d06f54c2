"""The report as JSON, exact in both directions: what a regrade, another tool or next year's run reads.

The form follows the model's fields, so a field that is added there is written and read without a line
here. Every time is called ``seconds`` (``jq 'del(..|.seconds?)'`` leaves what a regrade must repeat),
the seed is hexadecimal, because 128 bits are no number to a JavaScript reader, and sentences keep both
languages.
"""

from __future__ import annotations

import json
import re
import types
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from autograder.errors import DeepdrillError
from autograder.reports.model import VERSION, ClassReport

_HALF_SURROGATE = re.compile("[\ud800-\udfff]")


def dump(report: ClassReport) -> str:
    """``report`` as JSON text that any UTF-8 file can hold."""
    data = {"version": VERSION, **_plain_data(report)}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # A file name that is no UTF-8 reaches us with half surrogates; escaped, they survive the trip.
    return _HALF_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def load(text: str) -> ClassReport:
    """The report that ``dump`` wrote."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise DeepdrillError("This is no deepdrill report: it is not valid JSON.") from None
    if not isinstance(data, dict) or "version" not in data:
        raise DeepdrillError("This is no deepdrill report: it has no version.")
    versions = [data["version"], *(_version_of(each) for each in _list(data.get("reports")))]
    for version in versions:
        if type(version) is not int or version != VERSION:
            raise DeepdrillError(
                f"The report has version {str(version)[:20]!r}, and this deepdrill reads version {VERSION}:"
                " grade again, or read it with the deepdrill that wrote it."
            )
    try:
        return _build(ClassReport, data, "report")
    except _Misfit as misfit:
        raise DeepdrillError(f"The report is damaged: {misfit}.") from None


class _Misfit(Exception):
    """The data doesn't have the model's form; says where."""


def _list(value: Any) -> list:
    return value if isinstance(value, list) else []


def _version_of(report: Any) -> Any:
    return report.get("version") if isinstance(report, dict) else None


@cache
def _types(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _plain_data(value: Any) -> Any:
    """Dataclasses to objects in the order of their fields, tuples to lists."""
    if is_dataclass(value):
        return {
            each.name: f"{getattr(value, each.name):x}"
            if each.metadata.get("json") == "hex"
            else _plain_data(getattr(value, each.name))
            for each in fields(value)
        }
    if isinstance(value, tuple):
        return [_plain_data(item) for item in value]
    return value


def _build(kind: Any, data: Any, where: str) -> Any:
    """``data`` as a value of the type ``kind``, or a misfit: nothing is guessed or converted."""
    if is_dataclass(kind):
        return _build_dataclass(kind, data, where)
    if get_origin(kind) is tuple:
        return _build_tuple(get_args(kind), data, where)
    if get_origin(kind) in (Union, types.UnionType):  # only "X | None" occurs in the model
        (kind,) = (option for option in get_args(kind) if option is not type(None))
        return None if data is None else _build(kind, data, where)
    if issubclass(kind, StrEnum):
        if isinstance(data, str) and data in set(kind):
            return kind(data)
        raise _Misfit(f"{where} is none of {', '.join(kind)}")
    if kind is float and type(data) is int:
        data = float(data) if data.bit_length() < 64 else data
    if type(data) is not kind:
        raise _Misfit(f"{where} is no {kind.__name__}")
    return data


def _build_dataclass(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise _Misfit(f"{where} is no object")
    hints, values = _types(kind), {}
    for each in fields(kind):
        name = f"{where}.{each.name}"
        if each.name not in data:
            raise _Misfit(f"{name} is missing")
        if each.metadata.get("json") == "hex":
            values[each.name] = _from_hex(data[each.name], name)
        else:
            values[each.name] = _build(hints[each.name], data[each.name], name)
    return kind(**values)


def _build_tuple(kinds: tuple, data: Any, where: str) -> tuple:
    if not isinstance(data, list):
        raise _Misfit(f"{where} is no list")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(data)
    if len(kinds) != len(data):
        raise _Misfit(f"{where} has {len(data)} items and not {len(kinds)}")
    return tuple(
        _build(kind, item, f"{where}[{index}]")
        for index, (kind, item) in enumerate(zip(kinds, data))
    )


def _from_hex(data: Any, where: str) -> int:
    if not isinstance(data, str) or not re.fullmatch("[0-9a-f]+", data):
        raise _Misfit(f"{where} is no hexadecimal number")
    return int(data, 16)
