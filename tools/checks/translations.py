"""Which translations are up to date: `make translations`, and  STAMP=docs/de/x.md  to say that one is.

How a file says what it was made from is in tools/sources/stamps.py. Showing what has changed since takes git's history;
where that is missing, the report says so.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.sources import languages
from tools.sources.languages import Languages
from tools.sources.problems import shown
from tools.sources.stamps import CURRENT, MISSING, STALE, UNSTAMPED, made_from, stamp, state

ORPHANED = "orphaned"
STATES = (CURRENT, STALE, UNSTAMPED, MISSING, ORPHANED)
HUNK = re.compile(r"^@@ \S+ \+(?P<line>\d+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One file of one language."""

    name: str
    path: Path
    original: Path
    state: str


def rows(all_languages: Languages, code: str) -> list[Row]:
    """Every page and words file of the default language with its state in another, then the orphans."""
    source, folder = all_languages.source, all_languages.folder(code)
    found = [Row(name, folder / name, source / name, state(folder / name, source / name)) for name in _names(source)]
    known = {row.name for row in found}
    return [
        *found,
        *(Row(name, folder / name, source / name, ORPHANED) for name in _names(folder) if name not in known),
    ]


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".md", ".yml") and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix()


def report(all_languages: Languages) -> str:
    """The table, what changed since for each stale file, and the share that is up to date."""
    parts = [_language(all_languages, code) for code in all_languages.translations]
    return "\n\n".join(parts) or "There is only one language."


def _language(all_languages: Languages, code: str) -> str:
    found = rows(all_languages, code)
    wanted = [row for row in found if row.state != ORPHANED]
    count = {state: sum(row.state == state for row in found) for state in STATES}
    part = 100 * count[CURRENT] // max(1, len(wanted))
    numbers = ", ".join(f"{number} {state}" for state, number in count.items())
    lines = [f"{all_languages.names[code]} ({code}): {part} % up to date ({numbers})", ""]
    todo = [row for row in found if row.state != CURRENT]
    for row in todo:
        lines += [f"  {row.state:10} {shown(row.path):42} {_what_to_do(row)}"]
        if all_languages.edit and row.state in (STALE, UNSTAMPED):
            lines += [f"  {'':10} {all_languages.edit}{code}/{row.name}"]
    for row in todo:
        if row.state == STALE:
            lines += ["", f"  {shown(row.original)} since {shown(row.path)} was made from it:", *_changes(row)]
    return "\n".join(lines).rstrip()


def _what_to_do(row: Row) -> str:
    stamp_it = f"make translations STAMP={shown(row.path)}"
    return {
        STALE: f"bring it up to date, then  {stamp_it}",
        UNSTAMPED: f"compare it with {shown(row.original)}, then  {stamp_it}",
        MISSING: f"copy {shown(row.original)} there and translate it",
        ORPHANED: f"there is no {shown(row.original)}: move it or delete it",
    }[row.state]


def _changes(row: Row) -> list[str]:
    """The lines of the English text that changed, as git shows them."""
    old = made_from(row.path)
    command = ["git", "diff", "--no-color", "--no-ext-diff", "--unified=0", old, "--", str(row.original)]
    folder = row.original.parent
    try:
        known = subprocess.run(["git", "cat-file", "-e", old], cwd=folder, capture_output=True, check=False)
        if known.returncode:
            what = f"The English text it was made from ({old[:10]}) is not in this copy of the project"
            return [f"    {what}: compare the whole page, or fetch the history first (git fetch --unshallow)."]
        diff = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    except OSError:
        return ["    git is not installed, so what has changed cannot be shown: compare the whole page."]
    body = [line for line in diff.splitlines() if not line.startswith(("diff ", "index ", "--- ", "+++ "))]
    return [f"    {_place(row, line)}" for line in body]


def _place(row: Row, line: str) -> str:
    """A line of git's, with the head of each change as the place in the file."""
    found = HUNK.match(line)
    return f"{shown(row.original)}:{found['line']}" if found else line


def chosen(all_languages: Languages, wanted: str) -> list[Row]:
    """The rows that STAMP= names: a path, several with blanks between, a folder, or "all". Raises ValueError."""
    everything = [row for code in all_languages.translations for row in rows(all_languages, code)]
    stampable = [row for row in everything if row.state not in (MISSING, ORPHANED)]
    if wanted == "all":
        return stampable
    found = []
    for name in wanted.split():
        path = Path(name).resolve()
        fitting = [row for row in stampable if row.path == path or row.path.is_relative_to(path)]
        if not fitting:
            text = "this is no translation that has an English file. Give a path such as docs/de/danger.md, or all"
            raise ValueError(f"{name}: {text}.")
        found += fitting
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="make translations")
    parser.add_argument("--stamp", default="", help="what is up to date now: docs/de/x.md, a folder, or all")
    wanted = parser.parse_args().stamp
    try:
        all_languages = languages.read()
        for row in chosen(all_languages, wanted) if wanted else []:
            before = made_from(row.path)
            stamp(row.path, row.original)
            change = f"{before[:10] or 'none'} -> {made_from(row.path)[:10]}"
            print(f"[translations] {shown(row.path)}: source {'unchanged' if row.state == CURRENT else change}")
    except ValueError as error:
        sys.exit(str(error))
    print(report(all_languages))


if __name__ == "__main__":
    main()
