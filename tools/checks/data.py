"""`make check`, the part about data/: faults, differences from phonenumbers, what is old. Without a
network nothing fails.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version

from tools.checks import tzdata_news
from tools.numbers import agreement, book, table
from tools.numbers.model import Book
from tools.sources.problems import ROOT, Problem, listing

PACKAGE = "phonenumbers"
PINNED = ROOT / "requirements/project.txt"
YEAR_DAYS = 365


def problems() -> tuple[Book, list[Problem]]:
    """What must be mended."""
    numbers, found = book.look()
    if not found:
        found = [*agreement.problems(numbers), *table.problems(numbers)]
    return numbers, found


def old(numbers: Book, today: date) -> list[Problem]:
    """What nobody has looked at for more than a year: crisis lines one by one, and countries."""
    found = []
    for line in numbers.lines:
        if (today - line.checked).days > YEAR_DAYS:
            text = f"{line.country} {line.number} was last checked on {line.checked}. Look again (NUMBERS.md says how)"
            found.append(Problem(*line.at, f"{text}, and write today’s date"))
    aged = [it for it in numbers.countries.values() if not it.parent and (today - it.checked).days > YEAR_DAYS]
    if aged:
        some = ", ".join(country.iso for country in aged[:5]) + (" …" if len(aged) > 5 else "")
        text = f"the emergency numbers of {len(aged)} countries ({some}) were last checked on or before"
        text += f" {max(country.checked for country in aged)}. Look again, and write today’s date under  checked:"
        found.append(Problem(aged[0].at.path, 1, text))
    return found


def told(own: str, latest: str) -> str:
    """What to say about the two releases of phonenumbers; "" for nothing."""
    if not latest:
        return f"numbers: {PACKAGE} {own} is used; whether a newer one is out could not be asked"
    if not tzdata_news.newer(latest, own):
        return ""
    remedy = "Run  make lock , then  make check : it names every number that the new one sees otherwise"
    rows = PINNED.read_text(encoding="utf-8").splitlines()
    line = next((number for number, row in enumerate(rows, 1) if row.startswith(f"{PACKAGE}==")), 1)
    return str(Problem(PINNED, line, f"{PACKAGE} {latest} is out, {own} is used. {remedy}"))


def main(today: date, lines: Iterable[str] = ()) -> int:
    numbers, found = problems()
    for warning in (*map(str, old(numbers, today)), *lines):
        print(f"[check] {warning}", file=sys.stderr)
    if found:
        print(listing(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    news = told(version(PACKAGE), tzdata_news.newest(PACKAGE))
    sys.exit(main(date.today(), [news] if news else []))
