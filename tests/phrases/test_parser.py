"""The phrases page read: what is well formed gives its parts, anything else file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.checks.phrases_structure import compare
from tools.sources import phrases
from tools.sources.phrasebook import Phrasebook
from tools.sources.problems import SourceError

pytestmark = pytest.mark.runtime

GOOD = """\
---
title: Phrases
card:
  - time-left
---

# Title { #top }

Some introduction, with a [link](danger.md#now).

## Opening { #opening }

### How long? { #time }

A note.

- You have {minutes}. { #time-left .clear }
- Until {time}, {name}? { #time-until .gentle }

## Ending { #ending }

### Goodbye { #bye }

- Goodbye. { #bye-now .firm }
"""


def page(folder: Path, text: str, name: str = "phrases.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_page_gives_its_parts(tmp_path: Path) -> None:
    sheet = phrases.read(page(tmp_path, GOOD))
    assert [(phase.id, [it.id for it in phase.situations]) for phase in sheet.phases] == [
        ("opening", ["time"]),
        ("ending", ["bye"]),
    ]
    assert [(it.id, it.tone, it.slots) for it in sheet.phrases()] == [
        ("time-left", "clear", ("minutes",)),
        ("time-until", "gentle", ("name", "time")),
        ("bye-now", "firm", ()),
    ]
    assert sheet.phases[0].situations[0].note == "A note."
    assert sheet.card == [("time-left", 4)]


BROKEN = [
    ("a phrase without id and tone", " { #bye-now .firm }", "", 24, "item"),
    ("an id with capitals", "#bye-now", "#Bye-Now", 24, "item"),
    ("a phrase without a tone", " .firm }", " }", 24, "item"),
    ("a phrase on two lines", "Goodbye. {", "Goodbye,\n  my friend. {", 24, "item"),
    ("no words", "- Goodbye. {", "-  {", 24, "item"),
    ("another tone", ".firm", ".loud", 24, "tone"),
    ("an id twice", "#bye-now", "#time-left", 24, "twice"),
    ("an id of a heading", "#bye-now", "#opening", 24, "twice"),
    ("a brace too few", "{minutes}", "{minutes", 17, "brace"),
    ("a brace too many", "{minutes}", "{{minutes}}", 17, "brace"),
    ("a slot in the plural", "{minutes}", "{minuten}", 17, "slot"),
    ("another bullet", "- Goodbye.", "* Goodbye.", 24, "line"),
    ("an indented phrase", "- Goodbye.", "  - Goodbye.", 24, "line"),
    ("text after phrases", "## Ending", "More.\n\n## Ending", 20, "line"),
    ("a heading without id", " { #bye }", "", 22, "heading"),
    ("a heading too deep", "### Goodbye", "#### Goodbye", 22, "level"),
    ("a second title", "## Ending { #ending }", "# Ending { #ending }", 20, "level"),
    ("a phrase below a phase", "### Goodbye { #bye }", "", 24, "lost"),
    ("a situation without phrases", "- Goodbye. { #bye-now .firm }", "", 22, "no_phrase"),
    ("a phase without situations", "### Goodbye { #bye }\n\n- Goodbye. { #bye-now .firm }", "", 20, "no_situation"),
    ("a card with an unknown phrase", "  - time-left\n", "  - time-left\n  - gone\n", 5, "card"),
    ("a card that is no list", "card:\n  - time-left\n", "card: time-left\n", 3, "list"),
    ("front matter that cannot be read", "title: Phrases", 'title: "Phrases', 4, "front"),
]


@pytest.mark.parametrize(
    ("before", "after", "line", "what"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_what_is_malformed_is_told_with_file_line_and_remedy(
    tmp_path: Path, before: str, after: str, line: int, what: str
) -> None:
    assert GOOD.count(before) == 1 or before == "{minutes}"
    path = page(tmp_path, GOOD.replace(before, after, 1))
    with pytest.raises(SourceError) as caught:
        phrases.read(path)
    told = str(caught.value)
    assert told.startswith(f"{path}:{line}: "), told
    remedy = phrases.WRONG[what].format(found="¦", known="¦").split("¦")
    assert all(part in told for part in remedy), (what, told)


@pytest.mark.parametrize("text", ["", "---\ntitle: x\n---\n", "# Title { #top }\n\nWords.\n", "---\n"])
def test_a_page_without_phrases_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError):
        phrases.read(page(tmp_path, text))


@given(st.integers(0, GOOD.count("\n")), st.text(alphabet="#- {}.*abc\n\té", max_size=12))
def test_any_change_gives_a_phrasebook_or_a_line(tmp_path_factory: pytest.TempPathFactory, at: int, text: str) -> None:
    lines = GOOD.splitlines()
    path = page(tmp_path_factory.mktemp("p"), "\n".join([*lines[:at], text, *lines[at:]]))
    try:
        assert isinstance(phrases.read(path), Phrasebook)
    except SourceError as error:
        assert str(error).removeprefix(f"{path}:").split(":")[0].isdigit()


DIFFERENT = [
    ("equal", "Goodbye.", "Tschüss.", []),
    ("a phrase is missing", "- Until {time}, {name}? { #time-until .gentle }\n", "", [1]),
    ("a phrase too many", "- Until", "- Oh. { #time-oh .clear }\n- Until", [18]),
    ("another tone", "#time-until .gentle", "#time-until .firm", [18]),
    ("another slot", "{name}", "{day}", [18]),
    ("a slot twice", "{name}", "{name} {name}", [18]),
    ("no note", "A note.\n", "", [13]),
    ("another situation", "### Goodbye { #bye }", "### Goodbye { #away }", [22, 24, 1]),
    ("no card", "card:\n  - time-left\n", "", [1]),
    ("another card", "  - time-left", "  - bye-now", [4]),
]


@pytest.mark.parametrize(
    ("before", "after", "lines"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT]
)
def test_where_languages_differ_is_told_with_its_line(
    tmp_path: Path, before: str, after: str, lines: list[int]
) -> None:
    original = phrases.read(page(tmp_path, GOOD, "en.md"))
    other = phrases.read(page(tmp_path, GOOD.replace(before, after), "de.md"))
    told = compare(original, other)
    assert [problem.line for problem in told] == lines, told


def test_another_order_is_told(tmp_path: Path) -> None:
    first, second = "- You have {minutes}. { #time-left .clear }\n", "- Until {time}, {name}? { #time-until .gentle }\n"
    original = phrases.read(page(tmp_path, GOOD, "en.md"))
    other = phrases.read(page(tmp_path, GOOD.replace(first + second, second + first), "de.md"))
    assert len(compare(original, other)) == 1
