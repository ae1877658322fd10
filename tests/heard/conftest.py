"""`reader`: a real screen reader in front of the built site, in English and in German."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import Server
from tests.heard import reader as readers
from tests.heard.reader import Reader
from tools.setup import lacking

TRANSCRIPTS = os.environ.get("TRANSCRIPTS")
"""A folder to write into what was heard (`make heard`)."""


@pytest.fixture(scope="session")
def orca(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    if advice := lacking().get("orca"):
        pytest.skip(advice)
    with readers.reading(tmp_path_factory.mktemp("orca"), language) as it:
        yield it


@pytest.fixture
def reader(orca: Reader, language: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Afterwards, the transcript of the journey is where it was asked for, and is looked through as a whole."""
    orca.begin()
    yield orca
    if TRANSCRIPTS:
        name = request.node.originalname.removeprefix("test_").replace("_", "-")
        (Path(TRANSCRIPTS) / f"{language}-{name}.txt").write_text(orca.transcript)


@pytest.fixture
def base(own_server: Server, language: str) -> str:
    """The address of the language's home page, on a server of the journey's own: nothing is there from another one."""
    return own_server.url + ("" if language == "en" else f"/{language}")
