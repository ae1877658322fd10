"""`window`: a window of each browser engine in turn, on a site of its own.

Each test gets a server on another port, which is another origin: nothing that a page kept is there for the
next one, in any engine, and nobody has to start a browser for each test. An engine that is not installed is
skipped with a line that says so.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest

from tests.built import Server
from tests.engines import webdriver
from tests.engines.window import Chromium, Window
from tools.setup import lacking

type Start = Callable[..., AbstractContextManager[Window]]

DRIVEN: dict[str, Start] = {"firefox": webdriver.firefox, "webkit": webdriver.webkit}
ENGINES = ("chromium", *DRIVEN)


@pytest.fixture(scope="session")
def driven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Window]]:
    """Starts a browser once, whatever the order of the tests: a fixture with parameters is made anew whenever
    another one was wanted in between."""
    with ExitStack() as browsers:

        @functools.cache
        def start(name: str) -> Window:
            return browsers.enter_context(DRIVEN[name](tmp_path_factory.mktemp(name), brief=True))

        yield start


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, driven: Callable[[str], Window]) -> Iterator[Window]:
    """A window of each engine."""
    name = str(request.param)
    if advice := lacking().get(name):
        pytest.skip(advice)
    if name in DRIVEN:
        yield driven(name)
    else:
        context = request.getfixturevalue("chromium").new_context(viewport={"width": 500, "height": 800})
        yield Chromium(context.new_page())
        context.close()


@pytest.fixture
def server(own_server: Server) -> Server:
    return own_server


@pytest.fixture
def window(engine: Window, server: Server) -> Iterator[Window]:
    """The engine's window; afterwards it is on an empty page, which ends the workers of the last one."""
    yield engine
    server.fault = None
    engine.open("about:blank")
