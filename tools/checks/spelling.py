"""Spelling, by cspell with the dictionaries that package.json pins, and each language's own word list.

Only running cspell lives here. It gets the plain texts (tools/checks/prose.py), row for row where they
stand, so that what it finds has the right line. Names and words of the fellowships stand in
docs/<language>/words/spelling.txt, one on a line.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.checks.prose import Block
from tools.sources.problems import ROOT, Problem, shown

MODULES = ROOT / "node_modules"
OWN_WORDS = Path("words/spelling.txt")
DIALECTS = {"en": "en-GB"}
BUILT_IN = frozenset({"en"})
FOUND = re.compile(
    r"^(?P<file>.*?):(?P<line>\d+):\d+ - Unknown word \((?P<word>.*?)\)(?: Suggestions: \[(?P<ideas>.*)\])?"
)


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
    texts: dict[Path, dict[int, list[str]]] = {}
    for block in blocks:
        for number, row in enumerate(block.text.split("\n")):
            texts.setdefault(block.path, {}).setdefault(block.line + number, []).append(_without(row, block.allowed))
    with tempfile.TemporaryDirectory() as place:
        names = _write(Path(place), texts)
        settings = Path(place) / "cspell.json"
        settings.write_text(json.dumps(_settings(language, folder)))
        output = _run(settings, Path(place))
    known = shown(folder / OWN_WORDS)
    return [_problem(found, names, known) for line in output.splitlines() if (found := FOUND.match(line))]


def _without(row: str, allowed: frozenset[str]) -> str:
    for word in allowed:
        row = re.sub(rf"\b{re.escape(word)}\b", " ", row)
    return row


def _write(place: Path, texts: Mapping[Path, Mapping[int, list[str]]]) -> dict[str, Path]:
    names = {}
    for number, (path, rows) in enumerate(texts.items()):
        name = f"{number}.txt"
        names[name] = path
        (place / name).write_text("\n".join(" ".join(rows.get(line, [])) for line in range(1, max(rows) + 1)))
    return names


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


def _run(settings: Path, place: Path) -> str:
    command = [MODULES / ".bin/cspell", "lint", "--config", settings, "--root", place, "--no-progress", "--no-color"]
    command += ["--no-summary", "--no-gitignore", "--show-suggestions", "*.txt"]
    done = subprocess.run([str(part) for part in command], cwd=place, text=True, capture_output=True, check=False)
    if done.returncode and not FOUND.match(done.stdout):
        raise RuntimeError(f"cspell stopped: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def _problem(found: re.Match[str], names: Mapping[str, Path], known: str) -> Problem:
    ideas = f" ({found['ideas']}?)" if found["ideas"] else ""
    text = f"“{found['word']}” is in no dictionary{ideas}. Correct it, or add it as a line to {known}"
    return Problem(names[Path(found["file"]).name], int(found["line"]), text)
