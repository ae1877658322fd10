"""The plain text of pages and words files, block by block, with every character where it stood.

What is no text (links' targets, ids, code, tags) becomes blanks of the same length, so that a place in a block still
tells its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tools.sources import words
from tools.sources.markup import BOX, RULER
from tools.sources.pages import Page

ALLOWED = re.compile(r"(?:<!--|#)\s*ok:\s*(?P<words>.*?)\s*(?:-->|$)")
LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s)?")
NO_TEXT = re.compile(
    r"<!--.*?-->"
    r"|`[^`]*`"
    r"|<(?:https?|mailto|tel):[^<>]*>"
    r"|</?[a-zA-Z][^<>]*>"
    r"|\]\([^)]*\)"
    r"|\{[^{}]*\}"
    r"|https?://\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|de|at|ch|eu|uk|md|yml)\b"
    r"|[*\[\]|]|(?<!\w)_|_(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, cell, heading ... of one text. `kind` is one of paragraph, item,
    quotation, cell, heading, box (its title), field (front matter), words; `allowed` are the words
    that the line's own remark  <!-- ok: ... -->  lets pass."""

    path: Path
    line: int
    column: int
    kind: str
    text: str
    allowed: frozenset[str] = field(default=frozenset())

    def line_of(self, place: int) -> int:
        """The line on which the character at `place` stands."""
        return self.line + self.text.count("\n", 0, place)


def of_page(page: Page) -> list[Block]:
    """The texts of a page: title and description first, then what stands below the front matter."""
    found = []
    for name in ("title", "description"):
        if (it := page.fields.get(name)) and isinstance(it.value, str):
            row = page.rows[it.line - 1]
            found.append(Block(page.path, it.line, len(name) + 2, "field", it.value, _allowed(row)))
    return [*found, *_joined(page, list(_rows(page)))]


def of_words(path: Path) -> list[Block]:
    """The texts of a words file; each plural form is a block of its own. Raises SourceError."""
    rows, found = path.read_text(encoding="utf-8-sig").splitlines(), []
    for text, line in words.located(path).values():
        for number, part in enumerate(text.values() if isinstance(text, dict) else [text]):
            at = min(line + (number + 1 if isinstance(text, dict) else 0), len(rows))
            remark = rows[at - 1].rpartition('"')[2]
            found.append(Block(path, at, 0, "words", bare(part), _allowed(remark)))
    return found


@cache
def bare(text: str) -> str:
    """The text without its markup, at the same length."""
    return NO_TEXT.sub(lambda it: " " * len(it[0]), text)


def _rows(page: Page) -> Iterator[Block]:
    """Each row of text as a block; paragraphs of several rows are joined afterwards."""
    fenced = False
    for index in range(page.first, len(page.rows)):
        row = page.rows[index]
        if row.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            yield from _row(page, index, row)


def _row(page: Page, index: int, row: str) -> Iterator[Block]:
    allowed, line = _allowed(row), index + 1
    if "|" in row and row.lstrip().startswith("|"):
        if not RULER.match(row):
            at = 0
            for cell in bare_cells(row):
                yield Block(page.path, line, at, "cell", cell, allowed)
                at += len(cell) + 1
        return
    if box := BOX.match(row):
        yield Block(page.path, line, box.start("title"), "box", bare(box["title"] or ""), allowed)
        return
    kind, text = "paragraph", row
    if heading := re.match(r"^#+\s", row):
        kind, text = "heading", " " * heading.end() + row[heading.end() :]
    elif quote := re.match(r"^\s*>\s?", row):
        kind, text = "quotation", " " * quote.end() + row[quote.end() :]
    elif item := LIST_ITEM.match(row):
        kind, text = "item", " " * item.end() + row[item.end() :]
    yield Block(page.path, line, 0, kind, bare(text), allowed)


def bare_cells(row: str) -> list[str]:
    """The cells of a table's row, without markup; the first and last are what stands outside the bars."""
    hidden = re.sub(r"`[^`]*`", lambda it: it[0].replace("|", "\0"), row.replace("\\|", "\0\0"))
    return [bare(cell.replace("\0", " ")) for cell in hidden.split("|")]


def _joined(page: Page, rows: list[Block]) -> list[Block]:
    """Rows that belong to one paragraph, item or quotation become one block."""
    found: list[Block] = []
    for row in rows:
        last = found[-1] if found else None
        goes_on = last and row.line == last.line_of(len(last.text)) + 1 and last.text.strip() and row.text.strip()
        if last and goes_on and (last.kind, row.kind) in (
            ("paragraph", "paragraph"), ("item", "paragraph"), ("quotation", "quotation"), ("quotation", "paragraph"),
        ):  # fmt: skip
            text, allowed = f"{last.text}\n{row.text}", last.allowed | row.allowed
            found[-1] = Block(page.path, last.line, last.column, last.kind, text, allowed)
        else:
            found.append(row)
    return [block for block in found if block.text.strip()]


@cache
def _allowed(row: str) -> frozenset[str]:
    """The words in a remark  <!-- ok: Sie, Frist -->  or, in a words file,  # ok: Sie ."""
    found = ALLOWED.search(row)
    return frozenset(word.strip() for word in found["words"].split(",")) if found else frozenset()
