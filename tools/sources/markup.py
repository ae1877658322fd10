"""The Markdown of a page, line by line: what must be alike in every language, and slips in it.

It knows the Markdown that this site uses, and no other. A `Part` is something whose like must stand on the same page
in every language: a heading, a link, a box, a table ... Ordinary sentences and lists are free.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tools.sources.files import CURLY
from tools.sources.problems import Problem

HEADING = re.compile(r"^(?P<level>#{1,6})(?P<space>\s*)(?P<title>[^#\s].*?)\s*(?P<attributes>\{[^{}]*\})?\s*$")
IDENTIFIER = re.compile(r"#(?P<id>[^\s{}.#=]+)")
GOOD_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.]|[\w-]+=)[^{}]*\}")
HTML_ID = re.compile(r"<[^<>]*\bid=\"([^\"]+)\"")
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?(?P<target>[^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
AUTOLINK = re.compile(r"<(?P<target>(?:https?|mailto|tel):[^\s<>]+)>")
BOX = re.compile(r'^\s*(?P<mark>!!!|\?\?\?\+?)\s+(?P<kind>[a-z]+)(?:\s+"(?P<title>[^"]*)")?\s*$')
CHECKBOX = re.compile(r"^\s*[-*+] \[[ xX]\] \S")
BAD_CHECKBOX = re.compile(r"^\s*[-*+]\s*\[\s?[xX]?\s?\](?!\()")
STEP = re.compile(r"^\s*\d+[.)] \S")
RULER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
TAG = re.compile(r"<(?P<close>/?)(?P<name>div|details|section|table|figure)\b(?P<rest>[^<>]*)>")
ANY_TAG = re.compile(r"<[a-z][^<>]*>")
CODE = re.compile(r"`[^`]*`")
REMARK = re.compile(r"<!--.*?-->")


WRONG = {
    "underline": "a line of  ---  below a text makes a heading. Write  ## Title {{ #id }}  or leave an empty line",
    "checkbox": "this box cannot be ticked. Write  - [ ] text  with one blank in the brackets and one on each side",
    "space": "a blank is missing after {0}. Write  {0} Title {{ #id }}",
    "id": "this heading has no id. Write  {0} {1} {{ #id }}  with the id that it has on the English page",
    "box": 'this box cannot be read. Write  !!! warning "Title"  with two straight " marks and nothing after them',
    "empty": "nothing is in this box. Indent the lines that belong in it by four spaces",
    "cells": "this row has {0} cells, the table {1} columns. Put | between cells, and \\| for one inside a text",
    "curly": 'curly quotation marks stand in  {0} . Use straight ones there: "',
    "bad_id": "“{0}” cannot be an id. Take the one of the English page: small letters a to z, digits, hyphens",
    "twice": "the id “{0}” stands in line {1} already. Give one of the two another",
    "closes": "</{0}> closes nothing. Delete it, or open  <{0}>  above",
    "open": "<{0}> is never closed. Write  </{0}>  on a line of its own below what belongs in it",
}


@dataclass(frozen=True, slots=True)
class Part:
    """`what` is what must be equal; `section` is the id of the heading above."""

    kind: str
    what: str
    line: int
    section: str


@dataclass(slots=True)
class Outline:
    """A page's parts in their order, its ids with their lines, its links as written, its faults."""

    parts: list[Part] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def outline(path: Path, rows: list[str], first: int) -> Outline:
    """Read the rows from index `first` on."""
    reader = _Reader(path, rows)
    fenced = False
    for index in range(first, len(rows)):
        if rows[index].lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            reader.row(index)
    reader.end()
    return reader.found


class _Reader:
    def __init__(self, path: Path, rows: list[str]) -> None:
        self.path, self.rows, self.found = path, rows, Outline()
        self.section = ""
        self.open: list[tuple[str, int]] = []

    def tell(self, index: int, what: str, *details: object) -> None:
        self.found.problems.append(Problem(self.path, index + 1, WRONG[what].format(*details)))

    def part(self, index: int, kind: str, what: str) -> None:
        self.found.parts.append(Part(kind, what, index + 1, self.section))

    def row(self, index: int) -> None:
        row = CODE.sub("", self.rows[index])
        before = self.rows[index - 1] if index else ""
        if HEADING.match(row):
            self._heading(index, row)
        elif re.match(r"^(=+|-{2,})\s*$", row) and before.strip() and not before.startswith("---"):
            self.tell(index, "underline")
        elif row.lstrip().startswith(("!!!", "???")):
            self._box(index, row)
        elif CHECKBOX.match(row):
            self.part(index, "checkbox", "")
        elif BAD_CHECKBOX.match(row):
            self.tell(index, "checkbox")
        elif STEP.match(row):
            self.part(index, "step", "")
        elif row.lstrip().startswith(">") and not before.lstrip().startswith(">"):
            self.part(index, "quotation", "")
        elif "|" in row and RULER.match(row) and "|" in before:
            self._table(index)
        self._attributes(index, row)
        self._links(index, row)
        self._tags(index, row)

    def _heading(self, index: int, row: str) -> None:
        found = HEADING.match(row)
        assert found
        level, name = found["level"], IDENTIFIER.search(found["attributes"] or "")
        if not found["space"]:
            self.tell(index, "space", level)
        if not name:
            self.tell(index, "id", level, found["title"].partition("{")[0].strip())
            return
        self.section = name["id"]
        self.part(index, "heading", f"{level} #{name['id']}")

    def _box(self, index: int, row: str) -> None:
        found = BOX.match(row)
        if not found:
            self.tell(index, "box")
            return
        self.part(index, "box", f"{found['mark']} {found['kind']}{' with a title' if found['title'] else ''}")
        following = next((row for row in self.rows[index + 1 :] if row.strip()), "")
        if len(following) - len(following.lstrip()) < len(row) - len(row.lstrip()) + 4:
            self.tell(index, "empty")

    def _table(self, index: int) -> None:
        columns, end = _cells(self.rows[index]), index + 1
        while end < len(self.rows) and "|" in self.rows[end]:
            end += 1
        for number in (index - 1, *range(index + 1, end)):
            if (cells := _cells(self.rows[number])) != columns:
                self.tell(number, "cells", cells, columns)
        self.part(index - 1, "table", f"{columns} columns, {end - index - 1} rows")

    def _attributes(self, index: int, row: str) -> None:
        for place in [*ATTRIBUTES.findall(row), *ANY_TAG.findall(row)]:
            if any(mark in place for mark in CURLY):
                self.tell(index, "curly", place)
        for place in ATTRIBUTES.findall(row):
            for name in IDENTIFIER.findall(place):
                self._claim(index, name)
        for name in HTML_ID.findall(row):
            self._claim(index, name)

    def _claim(self, index: int, name: str) -> None:
        if not GOOD_ID.fullmatch(name):
            self.tell(index, "bad_id", name)
        elif name in self.found.ids:
            self.tell(index, "twice", name, self.found.ids[name])
        else:
            self.found.ids[name] = index + 1

    def _links(self, index: int, row: str) -> None:
        for found in [*LINK.finditer(row), *AUTOLINK.finditer(row)]:
            self.found.links.append((found["target"], index + 1))
            self.part(index, "link", found["target"])

    def _tags(self, index: int, row: str) -> None:
        for tag in TAG.finditer(row):
            if not tag["close"]:
                self.open.append((tag["name"], index))
                self.part(index, "element", f"<{tag['name']}{tag['rest']}>")
            elif self.open and self.open[-1][0] == tag["name"]:
                self.open.pop()
            else:
                self.tell(index, "closes", tag["name"])

    def end(self) -> None:
        for name, index in self.open:
            self.tell(index, "open", name)


def _cells(row: str) -> int:
    return REMARK.sub("", CODE.sub("", row)).replace("\\|", "").strip().strip("|").count("|") + 1
