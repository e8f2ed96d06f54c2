"""A sentence in both languages, chosen when it is shown and not when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True)
class Text:
    """One text in English and Korean."""

    en: str
    ko: str

    @classmethod
    def of(cls, same: str) -> Text:
        """A text that reads the same in both languages (a name, a number, a formula)."""
        return cls(same, same)

    def pick(self, language: Language) -> str:
        """The text in ``language``."""
        return self.ko if language == "ko" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.en + other.en, self.ko + other.ko)
