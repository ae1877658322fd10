"""What several rooms of the tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from helper.texts import Texts
from tests.babel_locale import BabelLocale

ROOT = Path(__file__).resolve().parent.parent
IN_PYODIDE = sys.platform == "emscripten"

settings.register_profile("here", max_examples=200, deadline=None)
settings.register_profile("pyodide", max_examples=40, deadline=None, database=None)
settings.load_profile("pyodide" if IN_PYODIDE else os.environ.get("HYPOTHESIS_PROFILE", "here"))


@pytest.fixture(scope="session", params=["en", "de"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def texts(language: str) -> Texts:
    from tools import words

    return Texts(words.read(ROOT / "docs" / language), BabelLocale(language))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site as it is deployed, built once for all rooms."""
    from tests.built import build_site

    return build_site(tmp_path_factory.mktemp("site"))
