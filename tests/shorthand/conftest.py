"""The shorthands of both languages, as the helper has them."""

from __future__ import annotations

import pytest

from helper.shorthand import lexicon
from helper.shorthand.lexicon import Lexicon
from tests.conftest import ROOT
from tools.sources import words

LANGUAGES = ("en", "de")


@pytest.fixture(scope="session")
def known() -> Lexicon:
    return lexicon.build({code: words.read(ROOT / "docs" / code) for code in LANGUAGES})
