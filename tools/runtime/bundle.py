"""The Python runtime as visitors get it, in build/runtime/.

    manifest.json                what is where, for the page
    pyodide-<hash>/              lean: Pyodide without names that nobody asks for (trim.py), its WebAssembly with the
                                 memory as it stands after Python's start (snapshot.mjs), and both only with functions
                                 that a call runs (split.mjs, in_pyodide/snapshot.py)
    functions.<hash>.wasm        all its other functions, with the tables that only they read (tables.py), and those of
                                 Python code, fetched when there is time
    <package>.<hash>.bin         what is fetched later: time-zone files, places, what a QR code needs ... (packing.py)
    spare/pyodide-<hash>/        plain: Pyodide as it comes, for a second try
    spare/library.<hash>.zip     Python's library as it comes, with the helper

With RUNTIME=plain in the environment there is only the plain one, without spare/, in build/runtime-plain/: the way out
when the lean one cannot be made of a new Pyodide (UPGRADE.md).

Inputs are pinned: npm's lock file and requirements/project.txt hold the hashes, and both installers check them. What to
keep is found out by running the helper inside that same Pyodide, and the byte code is made by it too, because it must
match its Python (modules.py). Built again only when an input has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import sysconfig
import tempfile
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any, NamedTuple

from helper.zones.places import MODULE as PLACES
from tools.fingerprint import digest, hashed, integrity
from tools.runtime import modules, packing, places, play, trim

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
PLAIN = os.environ.get("RUNTIME") == "plain"
OUT = ROOT / "build" / ("runtime-plain" if PLAIN else "runtime")
CORE = LOADER, SCRIPT, WASM = ("pyodide.mjs", "pyodide.asm.mjs", modules.WASM)
SHELL = ("worker.js", "loader.js", "snapshot.js", "deferred.js")  # the calls are played by them
SPARE = "spare/"
# What those who import it can do without, and so can visitors: zipfile and shutil have kinds of packing that nothing
# here is packed with. And what others ask for, but never use here, has a stand-in.
LEFT_OUT = ("asyncio/", "importlib/resources/", "bz2.py", "lzma.py", "compression/zstd/")
LATER = "shorthand"  # the room of the helper that is a package of its own, for those who paste a message
STAND_INS = ROOT / "tools/runtime/in_pyodide/stand_ins"


class Cut(NamedTuple):
    """Pyodide's scripts by their names, its WebAssembly, and a file with tables that it can begin without."""

    scripts: dict[str, bytes]
    wasm: bytes
    tables: Path


def build() -> dict[str, Any]:
    """Make the bundle if any input has changed, and return its manifest."""
    key = _inputs_digest()
    manifest = OUT / "manifest.json"
    if manifest.exists():
        known: dict[str, Any] = json.loads(manifest.read_text())
        if known.get("inputs") == key:
            return known
    print("[bundle] building the Python runtime (a minute or two) ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(dir=_folder(ROOT / "build"), prefix="bundle-") as folder:
        made = _build(Path(folder), key)
    print(f"[bundle] ready in {OUT.relative_to(ROOT)}/", file=sys.stderr, flush=True)
    return made


def _inputs_digest() -> str:
    """What the bundle is made from, as one hash. The words of play.py are no part of it: other words run the same
    functions, and whoever mends a sentence must not wait for Python to be built."""
    files = [ROOT / "package-lock.json", ROOT / "requirements/project.txt", ROOT / "tools/fingerprint.py"]
    files += (ROOT / "overrides/shell" / name for name in SHELL)
    files += [*(ROOT / "docs").glob("*/words/cities.yml"), *(ROOT / "data").glob("*.yml")]
    for room in ("tools/runtime", "tools/sources", "tools/world", "tools/numbers", "helper"):
        files += (file for file in (ROOT / room).rglob("*") if file.suffix in (".py", ".mjs"))
    state = hashlib.sha256()
    for file in sorted(files):
        state.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return state.hexdigest()


def _build(work: Path, key: str) -> dict[str, Any]:
    with ThreadPoolExecutor() as beside:  # what needs nothing of the helper, on another processor
        cut = None if PLAIN else beside.submit(_cut, work / "tables")
        return _put_together(work, key, cut)


def _put_together(work: Path, key: str, cut: Future[Cut] | None) -> dict[str, Any]:
    out, data, stock = (_folder(work / name) for name in ("out", "data", "stock"))
    plays = work / "plays.json"
    plays.write_text(json.dumps(play.plays(ROOT / "docs")))
    (data / f"{PLACES}.py").write_text(places.build(ROOT / "docs"), encoding="utf-8")
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as archive:
        archive.extractall(stock, [name for name in archive.namelist() if PLAIN or not name.startswith(LEFT_OUT)])
    if not PLAIN:
        shutil.copytree(STAND_INS, stock, dirs_exist_ok=True)
    traced = modules.trace(work, plays, data, Path(shutil.make_archive(str(work / "stock"), "zip", stock)))
    libraries = (stock, Path(sysconfig.get_paths()["purelib"]))
    helper = {str(file.relative_to(ROOT)): file for file in (ROOT / "helper").rglob("*.py")}
    later = {name: helper.pop(name) for name in [*helper] if name.startswith(f"helper/{LATER}/")}
    files = {name: modules.sources(found, libraries) for name, found in traced.items()}
    files["core"] |= helper
    compiled = modules.compiled(work, {**files, LATER: later, "places": {it.name: it for it in data.glob("*.py")}})
    code = compiled.pop("core")
    packages = {name: packing.write(out, name, content) for name, content in compiled.items()}
    zones = distribution("tzdata")
    packages["tzdata"] = packing.write(out, "tzdata", _zone_files(zones))
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text())
    manifest: dict[str, Any] = {
        "inputs": key,
        "pyodide": json.loads((PYODIDE / "package.json").read_text())["version"],
        "tzdata": zones.version,
        "plain": _plain(
            out, "" if PLAIN else SPARE, {name: it for name, it in code.items() if name.startswith("helper/")}
        ),
        "lean": None,
        "modules": sorted(code),
        "lock": {**lock, "packages": {}},
        "packages": packages,
    }
    if cut:
        manifest["lean"] = _lean(work, out, code, plays, manifest, cut.result())
    kept = [file for file in out.rglob("*.*") if file.is_file() and not file.is_relative_to(out / SPARE)]
    manifest["download"] = sum(packing.sent(file.read_bytes()) for file in kept)
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.move(out, OUT)
    return manifest


def _plain(out: Path, place: str, helper: dict[str, bytes]) -> dict[str, str]:
    """Pyodide and Python's library as they come, and the helper in that."""
    contents = {name: (PYODIDE / name).read_bytes() for name in CORE}
    library = packing.added((PYODIDE / "python_stdlib.zip").read_bytes(), helper)
    _folder(out / place)
    name = place + hashed("library.zip", library)
    (out / name).write_bytes(library)
    return {"index": _core(out, place, contents), "library": name}


def _cut(tables: Path) -> Cut:
    """Pyodide trimmed, and where its tables lie."""
    loader, script, wasm = ((PYODIDE / name).read_bytes() for name in CORE)
    lean_script, lean_wasm = trim.trim(script.decode(), wasm, loader.decode())
    return Cut({LOADER: loader, SCRIPT: trim.shortened(lean_script).encode()}, lean_wasm, modules.tables(tables))


def _lean(
    work: Path, out: Path, code: dict[str, bytes], plays: Path, manifest: dict[str, Any], cut: Cut
) -> dict[str, Any]:
    """Pyodide as it was cut, with its memory, and split."""
    library = work / "library.zip"
    library.write_bytes(packing.zipped(code))
    contents, lean_wasm, tables = cut
    core = work / _core(work, "", contents | {WASM: lean_wasm})
    seen = work / "seen.json"
    seen.write_text(json.dumps({"python": []}))  # nothing is known yet: the profile needs all of it
    before, snapshot, _, note = modules.snapshot(work, core, library, code, tables, seen)
    profiled = shutil.copytree(out, work / "profiled")
    lean = {"index": _core(profiled, "", contents), "note": note.read_text(), "deferred": {"file": ""}}
    (profiled / "manifest.json").write_text(json.dumps(manifest | {"lean": lean}))
    modules.profile(profiled, core, before, snapshot, plays, seen)
    before, snapshot, late, note = modules.snapshot(work, core, library, code, tables, seen)
    primary, deferred = modules.split(core, before, snapshot, late, tables, seen, work)
    name = hashed("functions.wasm", deferred)
    (out / name).write_bytes(deferred)
    return {
        "index": _core(out, "", contents | {WASM: primary}),
        "note": note.read_text(),
        "deferred": {"file": name, "integrity": integrity(deferred), "sum": sum(deferred) % 2**32},
    }


def _core(out: Path, place: str, contents: dict[str, bytes]) -> str:
    """Write Pyodide's own files into a folder that is named by them."""
    index = f"{place}pyodide-{digest(b''.join(contents.values()))}/"
    for name, content in contents.items():
        (_folder(out / index) / name).write_bytes(content)
    return index


def _zone_files(package: Distribution) -> dict[str, bytes]:
    """The installed tzdata's zone files; zoneinfo needs no module of it."""
    return {
        str(file): Path(str(package.locate_file(file))).read_bytes()
        for file in package.files or ()
        if file.parts[:2] == ("tzdata", "zoneinfo") and file.suffix == "" and file.name != "leapseconds"
    }


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


if __name__ == "__main__":
    build()
