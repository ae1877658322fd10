"""The phrases as the site has them, and the tool on an injected page."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from helper.effects import Effect
from helper.phrases import update, view
from helper.phrases.model import Model
from helper.texts import Texts
from tests.conftest import ROOT
from tools.sources import phrases, words
from tools.sources.phrasebook import Phrasebook

LANGUAGES = ("en", "de")
BEFORE = {"phase": "before", "preset": "3-3"}


@pytest.fixture(scope="session")
def sheets() -> dict[str, Phrasebook]:
    return phrases.read_all({language: ROOT / "docs" / language for language in LANGUAGES})


@pytest.fixture(scope="session")
def data(sheets: dict[str, Phrasebook], language: str) -> dict[str, object]:
    """What the build puts into the helper's page of one language (overrides/hooks/phrases.py)."""
    return {"page": language, "languages": {code: whole(sheets[code], code) for code in LANGUAGES}}


def whole(sheet: Phrasebook, code: str) -> dict[str, object]:
    return sheet.as_data(code.upper(), words.read(ROOT / "docs" / code))


@dataclass
class Opened:
    """The tool's model driven by events, as the page does it."""

    texts: Texts
    data: dict[str, object]
    context: dict[str, str] = field(default_factory=lambda: dict(BEFORE))
    model: Model = field(default_factory=Model)
    effects: list[Effect] = field(default_factory=list)

    def send(self, kind: str, **more: object) -> Opened:
        self.model, self.effects = update.update(self.model, {"type": kind, **more}, 0, 0)
        return self

    def change(self, **fields: str) -> Opened:
        return self.send("change", fields=fields)

    @property
    def shown(self) -> dict[str, object]:
        return view.view(self.model, 0, self.texts.part("phrases"), self.context)

    @property
    def did(self) -> list[object]:
        return [effect["do"] for effect in self.effects]

    @property
    def ids(self) -> list[str]:
        """The phrases that are listed."""
        return [choice["carry"]["id"] for group in self.shown["groups"] for choice in group["choices"]]  # type: ignore[attr-defined]

    @property
    def large(self) -> list[str]:
        """The phrase in large letters, in each language shown."""
        return ["".join(part["blank"] + part["part"] for part in side["parts"]) for side in self.shown["sides"]]  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def begun(texts: Texts, data: dict[str, object]) -> Model:
    """The tool as it is opened: nothing changes a model, so each test may begin with this one."""
    return Opened(texts, data).send("init", data=data, fields={}).model


@pytest.fixture(scope="session")
def searched(texts: Texts, data: dict[str, object], begun: Model) -> Model:
    """The tool after a search, which makes the index."""
    return Opened(texts, data, model=begun).change(query="video").model


@pytest.fixture
def opened(texts: Texts, data: dict[str, object], begun: Model) -> Opened:
    return Opened(texts, data, model=begun)
