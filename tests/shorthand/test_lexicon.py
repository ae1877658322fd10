"""The shorthands of each language, and what a translator can do wrong there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.shorthand import lexicon
from helper.shorthand.grammar import INNER, ORDER
from helper.shorthand.lexicon import EXACT, KNOWN_AS, NUMBER, SLOTS, Lexicon
from tests.conftest import ROOT
from tests.shorthand.conftest import LANGUAGES
from tests.tools.cases import MESSAGE, site
from tools.checks import words_structure
from tools.sources import words

FILE = "words/shorthand.yml"


def test_every_name_of_the_file_means_something_and_the_other_way_round(known: Lexicon) -> None:
    for code in LANGUAGES:
        keys = {key.removeprefix(lexicon.START) for key in words.flatten(ROOT / "docs" / code / FILE)}
        names = {NUMBER if key.startswith(f"{NUMBER}.") else key.rpartition(".")[2] for key in keys}
        made_out = {"turns", "total", "number", "time"}
        assert names - INNER <= {*ORDER} and {*ORDER} - made_out <= names
        assert SLOTS.keys() <= keys


def test_a_way_is_found_whatever_its_case_and_accents(known: Lexicon) -> None:
    way = next(way for way in known.named("no_feedback") if way.parts[0] == "ohne")
    for written in ("OHNE FB", "ohne fb", "Ohne Fb"):
        assert tuple(token.plain for token in lexicon.tokens(written)) == way.parts


WRONG = [
    ('until: "until {time}, till {time}"', 'until: "until {time}, till"', "“till” must have {time}"),
    ('until: "until {time}, till {time}"', 'until: "until {time},, till {time}"', "nothing between two commas"),
    ('feedback: "FB, with FB"', 'feedback: "FB, with FB,"', "nothing between two commas"),
    ('feedback: "FB"\nlisten: "ear"', 'feedback: "FB"\nlisten: "ear, FB"', "“fb” stands under “feedback” too"),
    ('known_as: "UK time = London"', 'known_as: "UK time"', "does not say what is meant"),
    ('feedback: "FB"\nlisten: "ear"', 'feedback: "FB"', "“shorthand.listen” is missing"),
]


@pytest.mark.parametrize(("right", "wrong", "says"), WRONG)
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    here = site(tmp_path)
    english, german = (tmp_path / "docs" / code / FILE for code in LANGUAGES)
    english.write_text(right + "\n")
    german.write_text(right + "\n")
    assert words_structure.problems(here, "de") == []
    german.write_text(wrong + "\n")
    (problem,) = words_structure.problems(here, "de")
    line = str(problem).replace(f"{tmp_path}/", "")
    assert MESSAGE.match(line) and says in line
    assert re.match(rf"docs/de/{FILE}:\d+: ", line)


@given(key=st.sampled_from([*SLOTS, KNOWN_AS, "feedback", f"{EXACT}.clock", f"{NUMBER}.3"]), text=st.text(max_size=60))
def test_any_text_gives_ways_or_mistakes(key: str, text: str) -> None:
    for way in lexicon.ways(key, text):
        assert way.parts and way.name
    lexicon.mistakes(key, text)
    lexicon.build({"en": {lexicon.START + key: text}})
