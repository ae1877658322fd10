"""Cases below fixtures/: a text before and after it was mended, and what the check says before.

    === english    the English text, where the check compares with one
    === before     what a translator wrote
    === after      the same, mended: nothing may be said about it
    === says       a line for each problem: its line, then parts of the message, with … between them

Pages without front matter get one; lines count without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tools.sources.languages import Languages
from tools.sources.problems import Problem

FIXTURES = Path(__file__).parent / "fixtures"
FRONT = """---
title: Page
description: A description of fifty characters and more, as every page has.
reviewed: 2026-11-21
{source}---

"""
SOURCE = f"source: {'0123456789' * 4}\n"
MESSAGE = re.compile(r"^[^:\n]+:\d+: .+\. .+\.$")
"""A file, a line, what is wrong, what to do."""


@dataclass(frozen=True)
class Case:
    name: str
    parts: dict[str, str]

    @property
    def code(self) -> str:
        """The language that was translated into: "forms-lacking.cs" is about Czech."""
        return self.name.partition(".")[2] or "de"

    def says(self) -> list[tuple[int, list[str]]]:
        rows = [row.split(" … ") for row in self.parts["says"].splitlines()]
        return [(int(row[0]), row[1:]) for row in rows]


def cases(folder: str) -> list[Case]:
    found = []
    for path in sorted((FIXTURES / folder).iterdir()):
        pieces = re.split(r"^=== (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        found.append(Case(path.stem, dict(zip(pieces[::2], pieces[1::2], strict=True))))
    return found


def site(place: Path, code: str = "de") -> Languages:
    """Two languages with empty folders."""
    for folder in ("en", code):
        (place / "docs" / folder / "words").mkdir(parents=True, exist_ok=True)
    return Languages(place / "docs", {"en": "English", code: code}, "en")


def write_page(path: Path, text: str, source: bool) -> int:
    """Write a page, with front matter where it has none; returns the lines put before it."""
    front = "" if text.startswith(("---", "<!-- none")) else FRONT.format(source=SOURCE if source else "")
    path.write_text(front + text.removeprefix("<!-- none -->\n"), encoding="utf-8")
    return front.count("\n")


def agree(found: list[Problem], wanted: list[tuple[int, list[str]]], offset: int, place: Path) -> None:
    """Every problem is one that was expected, at its line, and says what to do."""
    told = [str(problem).replace(f"{place}/", "") for problem in sorted(set(found))]
    for message in told:
        assert MESSAGE.match(message), message
    left = list(told)
    for line, parts in wanted:
        numbers = {f":{line}: ", f":{line + offset}: "}
        fitting = [it for it in left if any(number in it for number in numbers) and all(part in it for part in parts)]
        assert fitting, (line, parts, told)
        left.remove(fitting[0])
    assert not left, left
