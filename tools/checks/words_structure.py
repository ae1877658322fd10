"""The words files of a language against those of the default one: names, {slots}, plural forms.

Which plural forms a language has is CLDR's
knowledge, through Babel.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tools.sources import files, languages, words
from tools.sources.languages import Languages
from tools.sources.problems import Problem, SourceError, shown
from tools.sources.words import PLURALS, Located, Text

SLOT = re.compile(r"\{(\w+)\}")
FREE = ("cities",)
"""Files in which each language names what it needs."""
NUMBER = "n"
"""The slot that chooses the plural form."""


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
        found += faults
        found += [problem for key, text in own.items() for problem in _text(path, code, key, text)]
        if code == all_languages.default:
            continue
        if name not in originals:
            text = f"there is no {shown(all_languages.source / 'words' / path.name)}. Rename this file, or delete it"
            found.append(Problem(path, 1, text))
        elif name not in FREE:
            found += _compare(path, own, originals[name])
    return found


def _text(path: Path, code: str, key: str, located: Located) -> list[Problem]:
    """One text by itself: its braces, and the plural forms that its language has."""
    text, line = located
    found = []
    for part in text.values() if isinstance(text, dict) else [text]:
        if set("{}") & set(SLOT.sub("", part)):
            found.append(
                Problem(path, line, f"a brace is missing or too many in “{key}”. Write a slot like  {{minutes}}")
            )
        if part.startswith('"') or part.endswith('"'):
            text_ = f'a quotation mark of “{key}” is missing or too many. Put the whole text between two " marks'
            found.append(Problem(path, line, text_))
        if not part.strip():
            found.append(Problem(path, line, f"a form of “{key}” has no text. Write it after the colon"))
    if isinstance(text, dict) and languages.known(code):
        needed = needed_forms(code)
        for form in sorted(needed - text.keys()):
            found.append(Problem(path, line, f"“{key}” lacks the form “{form}”. This language needs {_list(needed)}"))
        for form in sorted(text.keys() - needed - languages.locale(code).plural_form.tags):
            found.append(Problem(path, line, f"“{key}” has a form “{form}” that this language never uses. Delete it"))
    return found


@cache
def needed_forms(code: str) -> frozenset[str]:
    """The plural categories that whole numbers have in a language: {"one", "other"} in English."""
    choose = languages.locale(code).plural_form
    return frozenset({str(choose(number)) for number in range(1001)} | {"other"}) & PLURALS


def _compare(path: Path, own: dict[str, Located], original_path: Path) -> list[Problem]:
    try:
        original = words.located(original_path)
    except SourceError:
        return []  # told where that file itself is judged
    found = []
    for key, (text, line) in own.items():
        if key not in original:
            text_ = f"“{key}” is not in {shown(original_path)}. Correct the name on the left, or delete it"
            found.append(Problem(path, line, text_))
            continue
        theirs, there = original[key]
        where = f"{shown(original_path)}:{there}"
        if isinstance(text, dict) and not isinstance(theirs, dict) and NUMBER not in _slots(theirs):
            found.append(Problem(path, line, f"“{key}” has one text in {where}, without forms. Write one here too"))
        elif isinstance(theirs, dict) and not isinstance(text, dict) and NUMBER in _slots(text):
            found.append(
                Problem(path, line, f"“{key}” has forms (one, other ...) in {where}. Write those of this language")
            )
        for slot in sorted(_slots(theirs) - _slots(text)):
            found.append(Problem(path, line, f"“{key}” lacks {{{slot}}}, which {where} has. Put it where it fits"))
        for slot in sorted(_any_slots(text) - _slots(theirs)):
            known = _list({f"{{{name}}}" for name in _slots(theirs)}) or "none"
            found.append(
                Problem(path, line, f"“{key}” has {{{slot}}}, but {where} has no such slot. Known there: {known}")
            )
    for key, (_, there) in original.items():
        if key not in own:
            text_ = f"“{key}” is missing; it stands in {shown(original_path)}:{there}. Copy that line and translate it"
            found.append(Problem(path, max((line for _, line in own.values()), default=1), text_))
    return found


def _slots(text: Text) -> set[str]:
    """The slots that a text needs: of forms, those of “other” (“one minute” may do without {n})."""
    return set(SLOT.findall(text.get("other", "") if isinstance(text, dict) else text))


def _any_slots(text: Text) -> set[str]:
    parts = text.values() if isinstance(text, dict) else [text]
    return {slot for part in parts for slot in SLOT.findall(part)}


def _list(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))
