"""Which translations are up to date: `make translations`, and  STAMP=docs/de/x.md  to say that one is.

A translated page's front matter says in `source` which English text it was made from: git's id of
that text (`git hash-object docs/en/x.md`), in a words file a comment  # source: <id>  at the top.
Comparing needs no history; showing what has changed since does, and says so where it is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.sources import languages
from tools.sources.languages import Languages, LanguagesError
from tools.sources.problems import from_error, shown

CURRENT, STALE, UNSTAMPED, MISSING, ORPHANED = "current", "stale", "unstamped", "missing", "orphaned"
STATES = (CURRENT, STALE, UNSTAMPED, MISSING, ORPHANED)
STAMP = re.compile(r"^(?:#\s*)?source:\s*[\"']?(?P<id>[0-9a-f]{40})\b[^\n]*$", re.MULTILINE)
HUNK = re.compile(r"^@@ \S+ \+(?P<line>\d+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One file of one language; `made_from` is the id of the English text, "" for none."""

    name: str
    path: Path
    original: Path
    state: str
    made_from: str = ""


def text_id(data: bytes) -> str:
    """Git's id of a text. Windows line ends count as the plain ones that git stores."""
    data = data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def rows(all_languages: Languages, code: str) -> list[Row]:
    """Every page and words file of the default language with its state in another, then the orphans."""
    source, folder = all_languages.source, all_languages.folder(code)
    found = [_row(name, source / name, folder / name) for name in _names(source)]
    known = {row.name for row in found}
    return [
        *found,
        *(Row(name, folder / name, source / name, ORPHANED) for name in _names(folder) if name not in known),
    ]


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".md", ".yml") and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix()


def _row(name: str, original: Path, path: Path) -> Row:
    if not path.exists():
        return Row(name, path, original, MISSING)
    made_from = made_from_id(path)
    if not made_from:
        return Row(name, path, original, UNSTAMPED)
    state = CURRENT if made_from == text_id(original.read_bytes()) else STALE
    return Row(name, path, original, state, made_from)


def made_from_id(path: Path) -> str:
    """The id that a file names as its source, "" for none. Only its top is looked at."""
    found = STAMP.search(_top(path))
    return found["id"] if found else ""


def _top(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    if path.suffix == ".md":
        return text[: text.index("\n---", 3)] if text.startswith("---\n") and "\n---" in text[3:] else ""
    return text[: found.start()] if (found := re.search(r"^[^#\n]", text, re.MULTILINE)) else text


def stamp(row: Row) -> None:
    """Write into a translation that it was made from the English text as it is now."""
    top, text = _top(row.path), row.path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    mark = f"{'# ' if row.path.suffix == '.yml' else ''}source: {text_id(row.original.read_bytes())}"
    if STAMP.search(top):
        text = STAMP.sub(mark, top, count=1) + text[len(top) :]
    elif row.path.suffix == ".yml":
        text = f"{mark}\n{text}"
    elif top:
        text = f"{top}\n{mark}{text[len(top) :]}"
    else:
        raise ValueError(
            f"{shown(row.path)}:1: a page begins with lines between  ---  and  --- . Copy them from another page."
        )
    row.path.write_text(text, encoding="utf-8", newline="\n")


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
    command = ["git", "diff", "--no-color", "--no-ext-diff", "--unified=0", row.made_from, "--", str(row.original)]
    folder = row.original.parent
    try:
        known = subprocess.run(["git", "cat-file", "-e", row.made_from], cwd=folder, capture_output=True, check=False)
        if known.returncode:
            what = f"The English text it was made from ({row.made_from[:10]}) is not in this copy of the project"
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
            stamp(row)
            change = f"{row.made_from[:10] or 'none'} -> {made_from_id(row.path)[:10]}"
            print(f"[translations] {shown(row.path)}: source {'unchanged' if row.state == CURRENT else change}")
    except LanguagesError as error:
        sys.exit(str(from_error(error)))
    except ValueError as error:
        sys.exit(str(error))
    print(report(all_languages))


if __name__ == "__main__":
    main()
