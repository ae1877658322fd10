"""The words files of a language against those of the default one: names, {slots}, plural forms.

Which plural forms a language has is CLDR's knowledge, through Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tools.checks import shorthand_structure
from tools.sources import files, languages, words
from tools.sources.languages import Languages
from tools.sources.problems import Problem, SourceError, shown
from tools.sources.words import PLURALS, Located, Text

SLOT = re.compile(r"\{(\w+)\}")
FREE = ("cities",)
"""Files in which each language names what it needs."""
NUMBER = "n"
"""The slot that chooses the plural form."""

type Told = tuple[int, str]
"""A line, and what is wrong there."""


def problems(all_languages: Languages, code: str) -> list[Problem]:
    """Whatever is wrong with the words of one language. A file that is not there yet is no problem."""
    folder, found = all_languages.folder(code), []
    originals = words.files(all_languages.source)
    for name, path in words.files(folder).items():
        _, faults = files.lines(path)
        try:
            own = words.located(path)
        except SourceError as error:
            found += [*faults, error.problem]
            continue
        told = [it for key, (text, line) in own.items() for it in _text(code, key, text, line)]
        if name == shorthand_structure.FILE:
            told += shorthand_structure.told(own)
        if name not in originals:
            there = shown(all_languages.source / "words" / path.name)
            told.append((1, f"there is no {there}. Rename this file, or delete it"))
        elif code != all_languages.default and name not in FREE:
            told += _compare(own, originals[name])
        found += [*faults, *(Problem(path, line, text) for line, text in told)]
    return found


def _text(code: str, key: str, text: Text, line: int) -> Iterator[Told]:
    """One text by itself: its braces, and the plural forms that its language has."""
    for part in text.values() if isinstance(text, dict) else [text]:
        if set("{}") & set(SLOT.sub("", part)):
            yield line, f"a brace is missing or too many in “{key}”. Write a slot like  {{minutes}}"
        if part.startswith('"') or part.endswith('"'):
            yield line, f'a quotation mark of “{key}” is missing or too many. Put the whole text between two " marks'
        if not part.strip():
            yield line, f"a form of “{key}” has no text. Write it after the colon"
    if isinstance(text, dict) and languages.known(code):
        needed = needed_forms(code)
        for form in sorted(needed - text.keys()):
            yield line, f"“{key}” lacks the form “{form}”. This language needs {_list(needed)}"
        for form in sorted(text.keys() - needed - languages.locale(code).plural_form.tags):
            yield line, f"“{key}” has a form “{form}” that this language never uses. Delete it"


@cache
def needed_forms(code: str) -> frozenset[str]:
    """The plural categories that whole numbers have in a language: {"one", "other"} in English."""
    choose = languages.locale(code).plural_form
    return frozenset({str(choose(number)) for number in range(1001)} | {"other"}) & PLURALS


def _compare(own: dict[str, Located], original_path: Path) -> Iterator[Told]:
    try:
        original = words.located(original_path)
    except SourceError:
        return  # told where that file itself is judged
    for key, (text, line) in own.items():
        if key not in original:
            yield line, f"“{key}” is not in {shown(original_path)}. Correct the name on the left, or delete it"
            continue
        theirs, there = original[key]
        where = f"{shown(original_path)}:{there}"
        if isinstance(text, dict) and not isinstance(theirs, dict) and NUMBER not in _slots(theirs):
            yield line, f"“{key}” has one text in {where}, without forms. Write one here too"
        elif isinstance(theirs, dict) and not isinstance(text, dict) and NUMBER in _slots(text):
            yield line, f"“{key}” has forms (one, other ...) in {where}. Write those of this language"
        for slot in sorted(_slots(theirs) - _slots(text)):
            yield line, f"“{key}” lacks {{{slot}}}, which {where} has. Put it where it fits"
        for slot in sorted(_any_slots(text) - _slots(theirs)):
            known = _list({f"{{{name}}}" for name in _slots(theirs)}) or "none"
            yield line, f"“{key}” has {{{slot}}}, but {where} has no such slot. Known there: {known}"
    last = max((line for _, line in own.values()), default=1)
    for key, (_, there) in original.items():
        if key not in own:
            where = f"{shown(original_path)}:{there}"
            yield last, f"“{key}” is missing; it stands in {where}. Copy that line and translate it"


def _slots(text: Text) -> set[str]:
    """The slots that a text needs: of forms, those of “other” (“one minute” may do without {n})."""
    return set(SLOT.findall(text.get("other", "") if isinstance(text, dict) else text))


def _any_slots(text: Text) -> set[str]:
    parts = text.values() if isinstance(text, dict) else [text]
    return {slot for part in parts for slot in SLOT.findall(part)}


def _list(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))
