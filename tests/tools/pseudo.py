"""Languages made up for the tests: real codes, so that formats and plural rules are real, but the words are
the English ones with accents and a third longer, or in Arabic letters. Markup stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tools.checks.prose import NO_TEXT
from tools.checks.words_structure import needed_forms
from tools.sources.words import PLURALS

type Speak = Callable[[str], str]

ACCENTS = str.maketrans("aeiouycdnrstzAEIOUYCDNRSTZ", "áéíóúýčďňřšťžÁÉÍÓÚÝČĎŇŘŠŤŽ")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابثدعفغهيجكلمنوپقرستؤڤشخىز")
WORD = re.compile(r"[^\W\d_]+")
MARKUP = re.compile(
    r"^\s*(?:(?:!!!|\?\?\?\+?)\s+\w+\s*|#+\s+|>\s?|[-*+] \[[ x]\] |[-*+] |\d+\. )|^\s*\|?[\s|:-]+\|?\s*$"
)


def accented(text: str) -> str:
    """Every letter that can have an accent has one, and every third is there twice."""
    return WORD.sub(lambda word: re.sub(r"\w?\w(\w)", r"\g<0>\1", word[0]).translate(ACCENTS), text)


def arabic(text: str) -> str:
    """Right to left, and a third longer."""
    return WORD.sub(lambda word: re.sub(r"\w?\w(\w)", r"\g<0>\1", word[0]).lower().translate(ARABIC), text)


def translate(source: Path, target: Path, code: str, speak: Speak, only: tuple[str, ...] = ()) -> None:
    """docs/en/ as another language. `only` names the files, all of them without it: but names of cities, which must be
    known, and which a language can begin without."""
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.suffix not in (".md", ".yml") or (only and name not in only) or path.name == "cities.yml":
            continue
        made = page(path, speak) if path.suffix == ".md" else words(path, code, speak)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(made, encoding="utf-8")


def page(path: Path, speak: Speak) -> str:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    for name in ("title", "description"):
        fields[name] = speak(fields[name])[:165]
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\n" + "\n".join(
        _row(row, speak) for row in body.split("\n")
    )


def _row(row: str, speak: Speak) -> str:
    start = found.end() if (found := MARKUP.match(row)) else 0
    parts, last = [row[:start]], start
    for kept in NO_TEXT.finditer(row, start):
        parts += [speak(row[last : kept.start()]), kept[0]]
        last = kept.end()
    return "".join([*parts, speak(row[last:])])


def words(path: Path, code: str, speak: Speak) -> str:
    """A words file, with the plural forms that the language has."""
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return yaml.safe_dump(_branch(tree, code, speak), allow_unicode=True, sort_keys=False, width=10_000)


def _branch(tree: dict[str, Any], code: str, speak: Speak) -> dict[str, Any]:
    if set(tree) <= PLURALS:
        return {form: _row(tree["other"], speak) for form in sorted(needed_forms(code))}
    return {
        name: _branch(part, code, speak) if isinstance(part, dict) else _row(part, speak) for name, part in tree.items()
    }
