"""Steps of the bundle that run something in the pinned Pyodide: imports, byte code, the memory, the profile."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEVEL = 2  # without docstrings, which nobody reads there
WASM = "pyodide.asm.wasm"
WIDE = 300  # characters of a line that somebody may want to read


def trace(work: Path, plays: Path, data: Path, library: Path) -> dict[str, dict[str, str]]:
    """For the core and each later package: the modules it imports, with their files."""
    found = work / "modules.json"
    packages = Path(sysconfig.get_paths()["purelib"])
    _inside(f"--library={library}", "tools/runtime/in_pyodide/trace.py", found, plays, packages, data)
    traced: dict[str, dict[str, str]] = json.loads(found.read_text())
    return traced


def sources(files: dict[str, str], places: tuple[Path, ...]) -> dict[str, Path]:
    """Name inside a zip to the source file, looked for in the standard library first."""
    return {file: next(place / file for place in places if (place / file).exists()) for file in files.values()}


def compiled(work: Path, packages: dict[str, dict[str, Path]]) -> dict[str, dict[str, bytes]]:
    """For each package name inside a zip to byte code, made by the Pyodide that will run it. `packages` have name to
    source file."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        made = {package: Path(folder) / "compiled" / package for package in packages}
        jobs = [
            (_there(path), name, _there(made[package] / f"{name}c"), LEVEL)
            for package, files in packages.items()
            for name, path in files.items()
        ]
        listing = Path(folder) / "compile.json"
        listing.write_text(json.dumps(jobs))
        _inside("tools/runtime/in_pyodide/compile.py", listing)
        return {
            package: {str(file.relative_to(place)): file.read_bytes() for file in place.rglob("*.pyc")}
            for package, place in made.items()
        }


def tables(to: Path) -> Path:
    """The tables of data that only functions of the second module read, in the file `to` (tables.py)."""
    _inside("tools/runtime/in_pyodide/tables.py", to)
    return to


def snapshot(
    work: Path, core: Path, library: Path, names: Iterable[str], apart: Path, seen: Path
) -> tuple[Path, Path, Path, Path]:
    """Python's memory before its start; what differs with all of the library imported, but for the code of functions
    that are not in the list `seen`, unless it is empty; that code; and Pyodide's own note (snapshot.mjs). The memory
    lacks the tables that are kept `apart`."""
    made = work / "before", work / "snapshot", work / "late", work / "note"
    modules = (name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in names)
    _run("node", "tools/runtime/snapshot.mjs", core, library, apart, seen, *made, *sorted(modules))
    return made


def profile(bundle: Path, core: Path, before: Path, snapshot: Path, plays: Path, seen: Path) -> None:
    """Write `seen`: what the played calls run (profile.mjs). `bundle` lacks the WebAssembly of its Pyodide."""
    noting = next(bundle.glob("pyodide-*")) / WASM
    _run("node", "tools/runtime/split.mjs", "profile", core / WASM, before, snapshot, noting)
    _run("node", "tools/runtime/profile.mjs", bundle, plays, seen)


def split(
    core: Path, before: Path, snapshot: Path, late: Path, apart: Path, seen: Path, work: Path
) -> tuple[bytes, bytes]:
    """The module of `core` in two: what is in the list `seen`, with the memory, and the rest, with its tables
    (split.mjs). The first three files are those of `snapshot`."""
    both = work / "primary.wasm", work / "deferred.wasm"
    _run("node", "tools/runtime/split.mjs", "split", core / WASM, before, snapshot, seen, late, apart, *both)
    return both[0].read_bytes(), both[1].read_bytes()


def _there(path: Path) -> str:
    """A path below the project as Pyodide sees it."""
    return f"/project/{path.relative_to(ROOT)}"


def _inside(*arguments: str | Path) -> None:
    _run("node", "tools/runtime/in_pyodide.mjs", *(_there(it) if isinstance(it, Path) else it for it in arguments))


def _run(*command: str | Path) -> None:
    # Into a file: of what Node writes to a pipe, the end is lost when it dies. And it quotes the line that failed,
    # which is all of Pyodide's script.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        done = subprocess.run([str(word) for word in command], cwd=ROOT, stdout=said, stderr=said, check=False)
        if done.returncode:
            said.seek(0)
            lines = (line.rstrip("\n")[:WIDE] for line in said)
            sys.exit("\n".join([f"[bundle] failed: {' '.join(map(str, command[:2]))}", *lines]))
