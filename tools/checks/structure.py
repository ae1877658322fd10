"""What must be alike in every language: pages here, words in words_structure.py, phrases in phrases_structure.py.

Headings with their ids, links, boxes, tables, checklists, numbered steps and quotations must be those of the English
page; sentences, ordinary lists and paragraphs are free. A page that is not there yet is no problem: readers get the
English one until it is.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping

from tools.checks import phrases_structure, translations, words_structure
from tools.sources import languages, pages, phrases, stamps
from tools.sources.languages import Languages
from tools.sources.markup import Part
from tools.sources.pages import Page
from tools.sources.problems import Problem, SourceError, listing, shown

type Everyone = Mapping[str, Mapping[str, Page]]

PHRASES = "phrases.md"

NAMES = {
    "link": ("the link {what}", "Put it in, at the place where it fits"),
    "box": ("a box ({what})", "Put it in"),
    "table": ("a table of {what}", "Give it the same rows and columns"),
    "checkbox": ("a box to tick", "Every step of a checklist must be there, as  - [ ] text"),
    "step": ("a numbered step", "Every step must be there, as  1. text"),
    "quotation": ("a sentence to say", "Every one must be there, as  > text"),
    "element": ("the element {what}", "Copy it from there, and its closing tag"),
}


def everyone(all_languages: Languages) -> Everyone:
    """The pages of every language, read."""
    return {code: pages.read_all(all_languages.folder(code)) for code in all_languages.names}


def must_hold(all_languages: Languages, known: Everyone) -> list[Problem]:
    """What would break the build or the helper: it stops both."""
    found = languages.problems(all_languages)
    for code, own in known.items():
        found += pages.strays(all_languages.folder(code))
        for page in own.values():
            found += page.faults
        found += pages.broken_links(all_languages, code, known)
        found += words_structure.problems(all_languages, code)
    return [*found, *_phrases(all_languages)]


def should_match(all_languages: Languages, known: Everyone) -> list[Problem]:
    """Where a page has not the structure of the English one, or has no counterpart."""
    found = []
    english = known[all_languages.default]
    for code in all_languages.translations:
        for name, page in known[code].items():
            if name not in english:
                text = f"there is no {shown(all_languages.source / name)}. Rename this file, or delete it"
                found.append(Problem(page.path, 1, text))
                continue
            found += compare(english[name], page)
    return found


def stamps_wanted(all_languages: Languages, known: Everyone) -> list[Problem]:
    """Translations that do not say which text they were made from, and originals that do."""
    found = []
    for code in all_languages.translations:
        for row in translations.rows(all_languages, code):
            if row.state == stamps.UNSTAMPED:
                remedy = f"When it is up to date:  make translations STAMP={shown(row.path)}"
                found.append(Problem(row.path, 1, f"no “source” says which English text this was made from. {remedy}"))
    for page in known[all_languages.default].values():
        if field := page.fields.get("source"):
            found.append(Problem(page.path, field.line, "only translations have a “source”. Delete this line"))
    return found


def compare(original: Page, other: Page) -> list[Problem]:
    """Where `other` does not have the structure of `original`."""
    found = _fields(original, other)
    ours, theirs = _headings(other), _headings(original)
    for what, part in ours.items():
        if what not in theirs:
            text = f"the heading {what} is not on the English page. Give it the # and the id that it has there"
            found.append(Problem(other.path, part.line, text))
    for what, part in theirs.items():
        if what not in ours:
            text = f"the heading {what} is missing; it is {shown(original.path)}:{part.line}. Translate that part"
            found.append(Problem(other.path, _last_line(other), text))
    if not found and list(ours) != list(theirs):
        moved = next(part for part, what in zip(ours.values(), theirs, strict=True) if part.what != what)
        text = (
            f"the order of the headings is not that of {shown(original.path)}. Move {moved.what} to where it is there"
        )
        found.append(Problem(other.path, moved.line, text))
    return [*found, *_parts(original, other)]


def _fields(original: Page, other: Page) -> list[Problem]:
    found = []
    for name in ("template", "hide", "search"):
        theirs, mine = original.fields.get(name), other.fields.get(name)
        if (theirs and theirs.value) != (mine and mine.value):
            remedy = f"Write  {name}: {theirs.value}" if theirs else f"Delete the line  {name}"
            text = f"“{name}” differs from {shown(original.path)}. {remedy}"
            found.append(Problem(other.path, mine.line if mine else 1, text))
    theirs, mine = original.fields.get("keywords"), other.fields.get("keywords")
    if bool(theirs) != bool(mine):
        remedy = "Write what people who look for this page may type" if theirs else "Delete the line, or add it there"
        text = f"“keywords” is not on both this page and {shown(original.path)}. {remedy}"
        found.append(Problem(other.path, mine.line if mine else 1, text))
    return found


def _headings(page: Page) -> dict[str, Part]:
    return {part.what: part for part in page.outline.parts if part.kind == "heading"}


def _parts(original: Page, other: Page) -> list[Problem]:
    """Section by section: the order inside one is free, since sentences are built differently."""
    ours, theirs = _sections(other), _sections(original)
    found = []
    for section in theirs.keys() & ours.keys():
        mine = Counter((part.kind, _equal(part, other)) for part in ours[section][1:])
        wanted = Counter((part.kind, _equal(part, original)) for part in theirs[section][1:])
        start = ours[section][0].line
        for (kind, what), number in (wanted - mine).items():
            lines = [part.line for part in theirs[section] if (part.kind, _equal(part, original)) == (kind, what)]
            name, remedy = NAMES[kind][0].format(what=what), NAMES[kind][1]
            count = f", {number} times" if number > 1 else ""
            place = f"{shown(original.path)}:{lines[0]}" + (f" to {lines[-1]}" if len(lines) > 1 else "")
            text = f"below this heading, {name} is missing{count}; see {place}. {remedy}"
            found.append(Problem(other.path, start, text))
        for kind, what in mine - wanted:
            line = [part.line for part in ours[section] if (part.kind, _equal(part, other)) == (kind, what)][-1]
            name = NAMES[kind][0].format(what=what)
            text = f"{name} is not in this part of {shown(original.path)}. Delete it, or add it there too"
            found.append(Problem(other.path, line, text))
    return found


def _sections(page: Page) -> dict[str, list[Part]]:
    """The parts below each heading; the heading itself stands first, for its line."""
    found: dict[str, list[Part]] = {}
    for part in page.outline.parts:
        if part.kind == "heading":
            found.setdefault(part.section, [part])
        elif part.section in found:
            found[part.section].append(part)
    return found


def _equal(part: Part, page: Page) -> str:
    """What must be equal. A link counts by the page it means, however it is written."""
    place, mark, anchor = part.what.partition("#")
    if part.kind != "link" or part.what.startswith(pages.FOREIGN) or not place:
        return part.what
    return f"{pages.resolve(page.name, place) or place}{mark}{anchor}"


def _last_line(page: Page) -> int:
    return max((number for number, row in enumerate(page.rows, 1) if row.strip()), default=1)


def _phrases(all_languages: Languages) -> list[Problem]:
    """The phrases page has a form of its own (tools/sources/phrases.py)."""
    found: list[Problem] = []
    original = None
    for code in all_languages.names:
        path = all_languages.folder(code) / PHRASES
        if not path.exists():
            continue
        try:
            own = phrases.read(path)
        except SourceError as error:
            found.append(error.problem)
            continue
        if code == all_languages.default:
            original = own
        elif original:
            found += phrases_structure.compare(original, own)
    return found


def main() -> None:
    """Part of `make check`."""
    try:
        site = languages.read()
    except SourceError as error:
        sys.exit(str(error))
    known = everyone(site)
    if found := [*must_hold(site, known), *should_match(site, known), *stamps_wanted(site, known)]:
        sys.exit(f"{listing(found)}\n{len(set(found))} to mend. CONTRIBUTING.md says more about each check.")
    print(f"[structure] {', '.join(site.names.values())}: all alike.")


if __name__ == "__main__":
    main()
