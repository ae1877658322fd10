"""What several rooms of the tests share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from helper.texts import Texts
from tests.babel_locale import BabelLocale

ROOT = Path(__file__).resolve().parent.parent
if TYPE_CHECKING:  # this file is also read inside Pyodide, where there is no browser to drive
    from lxml.html import HtmlElement
    from playwright.sync_api import Browser, Playwright

    from tests.built import Server
    from tests.tools.copies import Copy

IN_PYODIDE = sys.platform == "emscripten"

if IN_PYODIDE:  # what reads a request is a package of its own (helper/phrases/received.py)
    import helper
    from tools.runtime import packing

    runtime = ROOT / "build/runtime"
    shipped = json.loads((runtime / "manifest.json").read_text())["packages"]["shorthand"]["file"]
    for name, content in packing.read(runtime / shipped).items():
        place = Path("/tmp/later") / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    helper.__path__.append("/tmp/later/helper")

# The same examples every time, so that what passed passes again; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("here", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("explore", max_examples=2_000, deadline=None)
settings.register_profile("pyodide", max_examples=10, deadline=None, database=None)
settings.load_profile("pyodide" if IN_PYODIDE else os.environ.get("HYPOTHESIS_PROFILE", "here"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that at the end no worker is alone with it."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", params=["en", "de"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def texts(language: str) -> Texts:
    from tools.sources import words

    return Texts(words.read(ROOT / "docs" / language), BabelLocale(language))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site as it is deployed."""
    from tests.built import build_site, once

    return once(tmp_path_factory, "site", build_site)


@pytest.fixture
def own_server(site: Path) -> Iterator[Server]:
    """A server of the test's own: another origin than that of any other test, and one that may be closed."""
    from tests.built import Server

    server = Server(site)
    yield server
    server.close()


@pytest.fixture(scope="session")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a host that the site shares with another one, with the site in sub/."""
    from tests.built import build_below, once

    return once(tmp_path_factory, "below", build_below)


@pytest.fixture(scope="session")
def more_languages(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The site with made-up languages (tests/tools/copies.py)."""
    from tests.built import once
    from tests.tools.copies import Copy, new_languages

    return Copy(once(tmp_path_factory, "languages", new_languages))


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, HtmlElement]:
    """The built site, parsed: address below the site ("de/calls/") to page; 404.html apart."""
    from lxml import html

    found = {}
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site)
        found["/" if file.parent == site else f"{folder}/"] = html.parse(str(file)).getroot()
    return found


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Playwright may be started only once in a test run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    from tools.chromium import launch

    # A visit lasts seconds: compiling twice, to be faster, takes a third of the processor and never pays.
    browser = launch(driver, "--js-flags=--liftoff-only")
    yield browser
    browser.close()
