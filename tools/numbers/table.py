"""`make numbers`: the tables of NUMBERS.md, written anew from the data."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from babel import Locale

from tools.numbers import agreement
from tools.numbers.book import NumbersError, read
from tools.numbers.model import Book, Country, Source, Status
from tools.sources.problems import ROOT, Problem

PAGE = ROOT / "NUMBERS.md"
START, END = "<!-- from here on written by make numbers -->", "<!-- until here -->"


def current(page: Path, book: Book) -> str:
    """The page as it should be. Raises ValueError where a mark is missing."""
    text = page.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(START if not start else END)
    return f"{before}{START}\n\n{tables(book)}\n{END}{after}"


def problems(book: Book, page: Path = PAGE) -> list[Problem]:
    """Whether the page still says what the data says."""
    try:
        stale = page.read_text(encoding="utf-8") != current(page, book)
    except (OSError, ValueError) as error:
        return [Problem(page, 1, f"cannot be used ({error}). Bring the file back from the history")]
    return [Problem(page, 1, "the tables are not those of data/ any more. Run  make numbers")] if stale else []


def tables(book: Book) -> str:
    own = [country for country in book.countries.values() if not country.parent]
    many = Counter(country.status for country in own)
    differing = [country for country in own if country.decided]
    lines = [
        "## How many",
        "",
        "| Ambulance number | Countries and territories |",
        "| --- | --- |",
        f"| phonenumbers and Android agree on the first number | {many[Status.AGREED]} |",
        f"| others agree on it, or one of the two and another | {many[Status.THIRD]} |",
        f"| no two sources agree: no number, only what each says | {many[Status.UNSURE]} |",
        f"| nobody lives there | {many[Status.UNINHABITED]} |",
        f"| the numbers of another one | {sum(bool(country.parent) for country in book.countries.values())} |",
        "",
        f"{len(book.lines)} crisis lines in {len({line.country for line in book.lines})} countries: "
        + ", ".join(f"{count} {kind}" for kind, count in Counter(line.kind for line in book.lines).most_common())
        + ".",
        "",
        "## What differed, and what was decided",
        "",
        "The first number is what readers are shown first. “Not in phonenumbers” are published numbers that the",
        "package does not have for that country.",
        "",
        "| Country | Ambulance | Who says so | What others say | Not in phonenumbers | Decided |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_row(country) for country in differing),
        "",
    ]
    return "\n".join(lines)


def _row(country: Country) -> str:
    cells = (
        f"{Locale('en').territories[country.iso]} ({country.iso})",
        ", ".join(country.ambulance) or "not sure",
        ", ".join(map(_link, country.sources)),
        ", ".join(f"{source.name}: {said}" for source, said in country.others),
        ", ".join(agreement.unknown(country)),
        country.decided,
    )
    return re.sub(" {2,}", " ", f"| {' | '.join(cells)} |")


def _link(source: Source) -> str:
    return source.name if source.date else f"[{source.name}]({source.address})"


if __name__ == "__main__":
    try:
        text = current(PAGE, read())
    except (NumbersError, ValueError) as error:
        sys.exit(f"[numbers] {error}")
    changed = PAGE.read_text(encoding="utf-8") != text
    PAGE.write_text(text, encoding="utf-8")
    print("[numbers] NUMBERS.md " + ("is written anew" if changed else "was right already"))
