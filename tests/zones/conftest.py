"""The zone files and places for these tests: under CPython the installed tzdata and freshly gathered
places; inside Pyodide the very packages that are shipped."""

from __future__ import annotations

import json
import sys
import zoneinfo
from pathlib import Path

import pytest

from helper.texts import Texts
from helper.zones import clocks, places
from helper.zones.places import Index
from tests.babel_locale import BabelLocale
from tests.conftest import IN_PYODIDE, ROOT
from tools.runtime import packing
from tools.sources import words


@pytest.fixture(scope="session", autouse=True)
def zone_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("places")
    if IN_PYODIDE:
        runtime = ROOT / "build" / "runtime"
        for package in json.loads((runtime / "manifest.json").read_text())["packages"].values():
            for name, content in packing.read(runtime / package["file"]).items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        zones = folder / "tzdata" / "zoneinfo"
    else:
        from tools.runtime.places import build
        from tools.world.zones import folder as installed

        (folder / f"{places.MODULE}.py").write_text(build(ROOT / "docs"), encoding="utf-8")
        zones = installed()
    sys.path.insert(0, str(folder))
    zoneinfo.reset_tzpath([str(zones)])
    zoneinfo.ZoneInfo.clear_cache()
    for cached in (clocks.clock, clocks.changes, clocks.same):
        cached.cache_clear()


@pytest.fixture(scope="session")
def index(zone_files: None) -> Index:
    return places.load()


@pytest.fixture(scope="session")
def texts(language: str) -> Texts:
    """The texts as a page's helper gets them, with what it needs of the other languages."""
    every = {folder.parent.name: words.read(folder.parent) for folder in Path(ROOT / "docs").glob("*/words")}
    return Texts(words.for_helper(every, language), BabelLocale(language))
