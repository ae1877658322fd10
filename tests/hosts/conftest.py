"""`host`: the site on each of the hosts that DEPLOY.md speaks of, at the root and below a path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.built import BareServer, PagesServer, Server
from tests.hosts.programs import PROGRAMS, Host
from tools.setup import lacking

BASES = {"root": "/", "path": "/sub/"}
OWN: dict[str, type[Server]] = {"_headers": Server, "bare": BareServer, "pages": PagesServer}
PLACES = [f"{host}-{place}" for place in BASES for host in (*PROGRAMS, *OWN)]


@pytest.fixture(scope="session")
def served(site: Path, below_a_path: Path) -> dict[str, Path]:
    """The folder that a host serves, for each base."""
    return {"/": site, "/sub/": below_a_path}


@pytest.fixture(scope="session", params=PLACES)
def host(request: pytest.FixtureRequest, served: dict[str, Path], tmp_path_factory: Any) -> Iterator[Host]:
    name, _, place = str(request.param).rpartition("-")
    base = BASES[place]
    with ExitStack() as stack:
        if name in PROGRAMS:
            if advice := lacking().get(name):
                pytest.skip(advice)
            start: Any = PROGRAMS[name]
            yield stack.enter_context(start(tmp_path_factory.mktemp(name), served[base], base))
        else:
            server = OWN[name](served[base])
            stack.callback(server.close)
            yield Host(server.url, base)
