"""`window`: a window of each browser engine in turn, on a site of its own.

Each test gets a server on another port, which is another origin: nothing that a page kept is there for the
next one, in any engine, and nobody has to start a browser for each test. An engine that is not installed is
skipped with a line that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.built import Server
from tests.engines import webdriver
from tests.engines.window import Chromium, Window
from tools.setup import lacking

type Start = Callable[..., AbstractContextManager[Window]]

ENGINES: dict[str, Start | None] = {"chromium": None, "firefox": webdriver.firefox, "webkit": webdriver.webkit}


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A browser of each engine, started once."""
    name = str(request.param)
    if advice := lacking().get(name):
        pytest.skip(advice)
    start = ENGINES[name] or _chromium(request)
    with start(tmp_path_factory.mktemp(name), brief=True) as window:
        yield window


def _chromium(request: pytest.FixtureRequest) -> Start:
    @contextmanager
    def start(_: Path, brief: bool) -> Iterator[Window]:
        context = request.getfixturevalue("chromium").new_context(viewport={"width": 500, "height": 800})
        yield Chromium(context.new_page())
        context.close()

    return start


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture
def window(engine: Window, server: Server) -> Iterator[Window]:
    """The engine's window; afterwards it is on an empty page, which ends the workers of the last one."""
    yield engine
    server.fault = None
    engine.open("about:blank")
