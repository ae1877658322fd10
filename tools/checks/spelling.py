"""Spelling, by cspell with the dictionaries that package.json pins, and each language's own word list.

cspell gets the plain texts (tools/checks/prose.py) as one, row by row. It has no file of settings of its own: what
differs by language is found in what is installed and in docs/<language>/words/spelling.txt (names and words of the
fellowships, one on a line), so that a new language needs no entry anywhere.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tools.checks.prose import Block
from tools.sources.problems import ROOT, Problem, shown

MODULES = ROOT / "node_modules"
OWN_WORDS = Path("words/spelling.txt")
DIALECTS = {"en": "en-GB"}
BUILT_IN = frozenset({"en"})
FOUND = re.compile(r":(?P<row>\d+):\d+ - Unknown word \((?P<word>.*?)\)(?: Suggestions: \[(?P<ideas>.*)\])?")


def dictionaries(language: str) -> list[str]:
    """The installed dictionary packages of a language: "de" finds @cspell/dict-de-de."""
    code = language.lower()
    places = sorted((MODULES / "@cspell").glob("dict-*/cspell-ext.json"))
    fitting = [place for place in places if place.parent.name.removeprefix("dict-").split("-")[0] == code.split("-")[0]]
    return [str(place) for place in fitting if language not in BUILT_IN]


def can_check(language: str) -> bool:
    return language in BUILT_IN or bool(dictionaries(language))


def check(language: str, folder: Path, blocks: Iterable[Block]) -> list[Problem]:
    """The words in `blocks` that neither the dictionaries nor the language's own list know."""
    rows = [
        (block.path, line, _without(row, block.allowed))
        for block in blocks
        for line, row in enumerate(block.text.split("\n"), block.line)
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as settings:
        json.dump(_settings(language, folder), settings)
        settings.flush()
        output = _run(settings.name, "\n".join(row for _, _, row in rows))
    known = shown(folder / OWN_WORDS)
    found = []
    for it in filter(None, map(FOUND.match, output.splitlines())):
        path, line, _ = rows[int(it["row"]) - 1]
        ideas = f" ({it['ideas']}?)" if it["ideas"] else ""
        text = f"“{it['word']}” is in no dictionary{ideas}. Correct it, or add it as a line to {known}"
        found.append(Problem(path, line, text))
    return found


def _without(row: str, allowed: frozenset[str]) -> str:
    """One line of text, as cspell counts lines."""
    for word in allowed:
        row = re.sub(rf"\b{re.escape(word)}\b", " ", row)
    return " ".join(row.split())


def _settings(language: str, folder: Path) -> dict[str, object]:
    own = folder / OWN_WORDS
    words = own.read_text(encoding="utf-8-sig").split() if own.exists() else []
    return {
        "version": "0.2",
        "language": DIALECTS.get(language, language),
        "import": dictionaries(language),
        "words": [word for word in words if not word.startswith("#")],
        "minWordLength": 3,
        "maxDuplicateProblems": 10_000,
        "maxNumberOfProblems": 10_000,
    }


def _run(settings: str, text: str) -> str:
    command = [str(MODULES / ".bin/cspell"), "lint", "stdin", "--config", settings, "--show-suggestions"]
    command += ["--no-progress", "--no-color", "--no-summary"]
    done = subprocess.run(command, input=text, encoding="utf-8", capture_output=True, check=False)
    if done.returncode and not FOUND.match(done.stdout):
        raise RuntimeError(f"cspell stopped: {(done.stderr or done.stdout).strip()}")
    return done.stdout
