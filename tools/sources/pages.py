"""A page of one language: its front matter, its outline, and whether its links lead somewhere.

Each language by itself: tools/checks/structure.py compares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.sources import files, markup
from tools.sources.files import Field
from tools.sources.languages import Languages
from tools.sources.markup import Outline
from tools.sources.problems import Problem, shown

WORDS = "words"
"""The folder of short texts inside a language's folder."""

FOREIGN = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Page:
    """`name` is the path inside the language's folder ("calls/index.md"), `first` the index of the first
    row below the front matter."""

    path: Path
    name: str
    rows: list[str]
    first: int
    fields: Mapping[str, Field]
    outline: Outline
    faults: list[Problem]


def read(path: Path, name: str = "") -> Page:
    """One page. Whatever is wrong with it is in `faults`."""
    rows, faults = files.lines(path)
    fields, first, more = files.front_matter(path, rows)
    found = markup.outline(path, rows, first)
    return Page(path, name or path.name, rows, first, fields, found, [*faults, *more, *found.problems])


def read_all(folder: Path) -> dict[str, Page]:
    """The pages of one language by their names."""
    names = {path.relative_to(folder).as_posix(): path for path in _files(folder) if path.suffix == ".md"}
    return {name: read(path, name) for name, path in names.items()}


def strays(folder: Path) -> list[Problem]:
    """Files in a language's folder that are neither pages nor words."""
    found = []
    for path in _files(folder):
        place = path.relative_to(folder)
        if place.parts[0] == WORDS and (len(place.parts) > 2 or path.suffix not in (".yml", ".txt")):
            found.append(Problem(path, 1, f"{WORDS}/ holds only files that end in .yml. Rename or move this one"))
        elif place.parts[0] != WORDS and path.suffix != ".md":
            found.append(
                Problem(path, 1, "a page’s file ends in .md, and nothing else belongs here. Rename or delete it")
            )
    return found


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        # Editors keep half-written files next to the real ones, with a dot, a tilde or a # in their names.
        if path.is_file() and not path.name.startswith((".", "#")) and not path.name.endswith(("~", ".swp", ".tmp")):
            yield path


TOOLS = {
    "helper.md": {"share-timer", "time-zones", "my-hours", "say-it"},
    "numbers.md": {"child", "parents", "violence", "addiction", "poison", "medical", "text"},
}
"""Ids that a page's template brings along (overrides/)."""


def broken_links(languages: Languages, code: str, everyone: Mapping[str, Mapping[str, Page]]) -> list[Problem]:
    """Links of a language's pages that lead nowhere. `everyone` holds each language's pages by name."""
    own, english = everyone[code], everyone[languages.default]
    found = []
    for page in own.values():
        for target, line in page.outline.links:
            text = _broken(languages, code, page, target, {**english, **own})
            if text:
                found.append(Problem(page.path, line, text))
    return found


def _broken(languages: Languages, code: str, page: Page, target: str, known: Mapping[str, Page]) -> str:
    if target.startswith(FOREIGN):
        return ""
    place, _, anchor = target.partition("#")
    name = resolve(page.name, place) if place else page.name
    if name is None:
        return f"the link {target} leaves {shown(languages.folder(code))}/. Link to a page of the same language"
    if not name.endswith(".md"):
        return f"the link {target} names no page. Link to its file, such as  ../danger.md#now"
    if name not in known:
        return f"the link {target} leads to no page: there is no {name}. Compare it with the English page"
    if anchor and anchor not in known[name].outline.ids.keys() | TOOLS.get(name, set()):
        return f"the link {target} leads to no heading: {name} has no id “{anchor}”. Compare it with the English page"
    return ""


def resolve(page: str, place: str) -> str | None:
    """The name of the page that a relative link on `page` means; None when it leads out of the language."""
    parts: list[str] = []
    for part in [*PurePosixPath(page).parent.parts, *place.split("/")]:
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return None if place.startswith("/") else "/".join(parts)
