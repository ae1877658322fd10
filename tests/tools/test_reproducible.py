"""The runtime bundle is the same, byte by byte, wherever, whenever and with whatever hash seed it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.runtime import bundle

INPUTS = ("docs", "helper", "requirements", "tools", "pyproject.toml", "package.json", "package-lock.json", "README.md")


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


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
