"""The modules of Python and of the helper: found out, made byte code, and imported. All of it in the pinned Pyodide.

Only steps of tools/runtime/bundle.py that run something in Pyodide may live here.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tools.sources import words

ROOT = Path(__file__).resolve().parents[2]

LEVEL = 2  # without docstrings, which nobody reads there


def trace(work: Path, core: Path, data: Path, stock: Path) -> dict[str, dict[str, str]]:
    """For the core and each later package: the modules it imports, with their files."""
    library = shutil.make_archive(str(work / "library"), "zip", stock)
    texts = work / "words.json"
    texts.write_text(json.dumps(words.read(ROOT / "docs/en")))
    found = work / "modules.json"
    packages = Path(sysconfig.get_paths()["purelib"])
    _node(f"--core={core}", f"--library={library}", "tools/runtime/in_pyodide/trace.py", found, texts, packages, data)
    traced: dict[str, dict[str, str]] = json.loads(found.read_text())
    return traced


def sources(files: dict[str, str], places: tuple[Path, ...]) -> dict[str, Path]:
    """Name inside a zip to the source file, looked for in the standard library first."""
    return {file: next(place / file for place in places if (place / file).exists()) for file in files.values()}


def compiled(work: Path, files: dict[str, Path]) -> dict[str, bytes]:
    """Name inside a zip to byte code, made by the Pyodide that will run it."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        made = Path(folder) / "compiled"
        jobs = [(_inside(path), name, _inside(made / f"{name}c"), LEVEL) for name, path in files.items()]
        listing = Path(folder) / "compile.json"
        listing.write_text(json.dumps(jobs))
        _node("tools/runtime/in_pyodide/compile.py", listing)
        return {str(file.relative_to(made)): file.read_bytes() for file in made.rglob("*.pyc")}


def snapshot(work: Path, core: Path, library: bytes, names: Iterable[str]) -> None:
    """Put Python's memory into its WebAssembly, as it stands with all of the library imported (snapshot.mjs)."""
    archive = work / "imported.zip"
    archive.write_bytes(library)
    modules = (name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in names)
    run("node", "tools/runtime/snapshot.mjs", core, archive, *sorted(modules))


def _inside(path: Path) -> str:
    """A path below the project as Pyodide sees it."""
    return f"/project/{path.relative_to(ROOT)}"


def _node(*arguments: str | Path) -> None:
    run("node", "tools/runtime/in_pyodide.mjs", *(_inside(it) if isinstance(it, Path) else it for it in arguments))


def run(*command: str | Path) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"[bundle] failed: {' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
