"""What is built is the same, byte by byte, with whatever hash seed, and the runtime wherever and whenever as well."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import build_site
from tests.conftest import ROOT
from tools.runtime import bundle

INPUTS = (
    *("data", "docs", "helper", "overrides", "requirements", "tools"),
    *("pyproject.toml", "package.json", "package-lock.json", "README.md"),
)


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """The project in a second folder. Linked, not copied, and so below this one: only there it costs nothing."""
    place = ROOT / "build" / "elsewhere"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    (place / "node_modules").mkdir()
    for name in (*INPUTS, ".venv", "node_modules/pyodide"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / name, symlinks=True, copy_function=os.link)
        else:
            os.link(ROOT / name, place / name)
    yield place
    shutil.rmtree(place)


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(elsewhere: Path) -> None:
    manifest = bundle.build()
    python = elsewhere / Path(sys.executable).relative_to(ROOT)
    done = subprocess.run(
        [python, "-m", "tools.runtime.bundle"],
        cwd=elsewhere,
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    again = elsewhere / "build/runtime"
    assert again.is_dir() and not again.samefile(bundle.OUT), "built there, and not here once more"
    assert _files(again) == _files(bundle.OUT) and len(manifest["packages"]) >= 4
    differing = [name for name in _files(again) if (again / name).read_bytes() != (bundle.OUT / name).read_bytes()]
    assert not differing


def test_two_builds_of_the_site_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = build_site(tmp_path, PYTHONHASHSEED="4711", TZ="Pacific/Auckland")
    assert _files(again) == _files(site)
    assert not [name for name in _files(site) if (again / name).read_bytes() != (site / name).read_bytes()]


def test_the_pages_that_load_the_runtime_are_listed_in_their_order(site: Path) -> None:
    """By itself, because two seeds may agree by chance about a set of two."""
    text = (site / "sw.js").read_text(encoding="utf-8").removeprefix("const BUILD = ")
    loads = list(json.JSONDecoder().raw_decode(text)[0]["loads"])
    assert len(loads) >= 2 and loads == sorted(loads)


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
