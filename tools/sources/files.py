"""A text file as translators save it: its lines, and what their editor may have done to it; and its front matter."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tools.sources.problems import Problem, shown

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
REQUIRED = ("title", "description", "reviewed")
KNOWN = frozenset({*REQUIRED, "source", "template", "card", "hide", "search", "keywords"})
SOURCE = re.compile(r"[0-9a-f]{40}")
CURLY = "“”„‟‘’‚‛«»‹›"

WRONG = {
    "bom": "the file begins with an invisible mark (BOM). Save it as “UTF-8”, not as “UTF-8 with BOM”",
    "utf8": "a character here is not UTF-8. Save the file as UTF-8, and write the character anew",
    "crlf": "the lines end as on Windows (CRLF). Set your editor’s line ending to LF, and save again",
    "tab": "a tab stands here. Put four spaces in its place",
    "no front": "the lines with title, description and reviewed are missing. Copy them, with  ---  above and below",
    "open front": "the lines at the top are not closed. Write  ---  below the last of them",
    "yaml": 'cannot be read ({0}). Put the whole text after the colon between two " marks',
    "no fields": "here must stand lines like  title: Home . Copy them from another page",
    "missing": "“{0}” is missing at the top. Add a line  {0}: … between the lines ---",
    "empty": "“{0}” is empty. Write something after the colon",
    "unknown": "“{0}” is no field of a page. Use {1}",
    "twice": "“{0}” stands twice. Delete one of the two",
    "date": "“{0}” is no date. Write it as  2026-11-21",
    "source": "“source” holds 40 letters and digits. Let  make translations STAMP={0}  write it",
    "length": "the description has {0} characters. Search engines show 50 to 170: shorten or extend it",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the front matter: its value as YAML has it (text, date, list ...), and its line."""

    value: object
    line: int


def lines(path: Path) -> tuple[list[str], list[Problem]]:
    """The lines of a file, and its faults. They count from 1, so lines[0] is line 1."""
    data = path.read_bytes()
    found = [Problem(path, 1, WRONG["bom"])] if data.startswith(b"\xef\xbb\xbf") else []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", errors="replace")
        found.append(Problem(path, data.count(b"\n", 0, error.start) + 1, WRONG["utf8"]))
    if "\r" in text:
        found.append(Problem(path, text.count("\n", 0, text.index("\r")) + 1, WRONG["crlf"]))
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return rows, found + [Problem(path, number, WRONG["tab"]) for number, row in enumerate(rows, 1) if "\t" in row]


def front_matter(path: Path, rows: list[str]) -> tuple[dict[str, Field], int, list[Problem]]:
    """The fields between the two lines `---`, the index of the first row after them, and the faults."""
    if rows[0].rstrip() != "---":
        return {}, 0, [Problem(path, 1, WRONG["no front"])]
    end = next((index for index, row in enumerate(rows[1:], 1) if row.rstrip() == "---"), None)
    if end is None:
        return {}, 0, [Problem(path, 1, WRONG["open front"])]
    try:
        loader = LOADER("\n".join(rows[1:end]))
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "it is no YAML"
        return {}, end + 1, [Problem(path, mark.line + 2 if mark else 2, WRONG["yaml"].format(why))]
    if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
        return {}, end + 1, [Problem(path, 2, WRONG["no fields"])]
    places = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    raw = {str(key.value): value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)}
    if "source" in values:
        values["source"] = raw.get("source", "")  # YAML would take an id of digits for a number
    fields = {str(name): Field(value, places.get(str(name), 2)) for name, value in values.items()}
    return fields, end + 1, _judge(path, fields, [str(key.value) for key, _ in node.value])


def _judge(path: Path, fields: dict[str, Field], names: list[str]) -> list[Problem]:
    found = []

    def tell(line: int, what: str, *details: object) -> None:
        found.append(Problem(path, line, WRONG[what].format(*details)))

    for name in REQUIRED:
        if name not in fields:
            tell(1, "missing", name)
        elif not str(fields[name].value or "").strip():
            tell(fields[name].line, "empty", name)
    for name, field in fields.items():
        if name not in KNOWN:
            tell(field.line, "unknown", name, ", ".join(sorted(KNOWN)))
        if names.count(name) > 1:
            tell(field.line, "twice", name)
    if (reviewed := fields.get("reviewed")) and not _is_date(reviewed.value):
        tell(reviewed.line, "date", reviewed.value)
    if (source := fields.get("source")) and not SOURCE.fullmatch(str(source.value)):
        tell(source.line, "source", shown(path))
    if (about := fields.get("description")) and about.value and not 50 <= len(str(about.value)) <= 170:
        tell(about.line, "length", len(str(about.value)))
    return found


def _is_date(value: object) -> bool:
    if isinstance(value, datetime.date):
        return True
    try:
        datetime.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
