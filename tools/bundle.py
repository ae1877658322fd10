"""The Python runtime as visitors get it: cut down to what is imported, compiled, named by content.

    build/runtime/
      manifest.json          what is where, for the page
      pyodide-<hash>/        pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm: without what the helper never asks
                             for (trim.py)
      library.<hash>.bin     standard library and helper, only what is imported, as .pyc: a gzipped zip
      <package>.<hash>.bin   the same way, what is fetched later: time-zone files, places, what a QR code needs ...

Inputs are pinned: npm's lock file and requirements/project.txt hold the hashes, and both
installers check them. What to keep is found out by running the helper inside that same Pyodide
(inside/trace.py), and the byte code is made by it too (inside/compile.py), because it must match
its Python. Built again only when an input has changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from tools import packing, places, trim, words
from tools.fingerprint import digest

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = ROOT / "node_modules" / "pyodide"
OUT = ROOT / "build" / "runtime"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
# What those who import it can do without, and so can visitors: asyncio has an ssl that it never uses here, and
# zipfile and shutil have kinds of packing that nothing here is packed with.
LEFT_OUT = ("asyncio/", "importlib/resources/", "bz2.py", "lzma.py", "compression/zstd/")
# What Pyodide asks for while it starts, and the helper never uses.
STAND_INS = ROOT / "tools/inside/stand_ins"

# Docstrings are dropped (2) where nobody reads them. Not in our own modules (1): dataclasses
# writes one, at some cost, for every class that has none.
LEVEL, OWN_LEVEL = 2, 1


def build() -> dict[str, Any]:
    """Make build/runtime/ if any input has changed, and return its manifest."""
    key = _inputs_digest()
    manifest = OUT / "manifest.json"
    if manifest.exists():
        known: dict[str, Any] = json.loads(manifest.read_text())
        if known.get("inputs") == key:
            return known
    print("[bundle] building the Python runtime (some 20 seconds) ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(dir=_folder(ROOT / "build"), prefix="bundle-") as folder:
        made = _build(Path(folder), key)
    print(f"[bundle] ready in {OUT.relative_to(ROOT)}/", file=sys.stderr, flush=True)
    return made


def _inputs_digest() -> str:
    files = [ROOT / "package-lock.json", ROOT / "requirements/project.txt", ROOT / "pyproject.toml"]
    files += [
        ROOT / "tools" / name
        for name in (
            "bundle.py",
            "trim.py",
            "trim.mjs",
            "memory.mjs",
            "packing.py",
            "in_pyodide.mjs",
            "fingerprint.py",
            "places.py",
            "zones.py",
        )
    ]
    files += sorted((ROOT / "docs").glob("*/words/cities.yml"))
    files += sorted((ROOT / "tools/inside").rglob("*.py")) + sorted((ROOT / "helper").rglob("*.py"))
    state = hashlib.sha256()
    for file in files:
        state.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return state.hexdigest()


def _build(work: Path, key: str) -> dict[str, Any]:
    stock = _folder(work / "stock")
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as archive:
        archive.extractall(stock, [name for name in archive.namelist() if not name.startswith(LEFT_OUT)])
    shutil.copytree(STAND_INS, stock, dirs_exist_ok=True)
    own = _own_wheel(work)
    data = _folder(work / "data")
    (data / f"{places.MODULE}.py").write_text(places.build(ROOT / "docs"), encoding="utf-8")
    out = _folder(work / "out")
    core = _core(out)
    traced = _trace(work, out / core, data, stock)
    libraries = (stock, Path(sysconfig.get_paths()["purelib"]))
    helper = {str(file.relative_to(own)): file for file in own.rglob("*.py")}
    library = _compile(work, _sources(traced.pop("core"), libraries), helper)
    memory = _memory(work, out / core, library)
    packages = {
        name: packing.write(out, name, _compile(work, _sources(files, libraries))) for name, files in traced.items()
    }
    zones = distribution("tzdata")
    packages["places"] = packing.write(out, "places", _compile(work, {file.name: file for file in data.glob("*.py")}))
    packages["tzdata"] = packing.write(out, "tzdata", _zone_files(zones))
    from pyodide_lock import PyodideLockSpec  # slow to import, and only needed when something has changed

    lock = PyodideLockSpec(PyodideLockSpec.from_json(PYODIDE / "pyodide-lock.json").info, {})
    manifest = {
        "inputs": key,
        "pyodide": json.loads((PYODIDE / "package.json").read_text())["version"],
        "tzdata": zones.version,
        "index": core,
        "memory": packing.write_bytes(out, "memory", memory)["file"],
        "modules": sorted(library),
        "lock": lock.to_dict(),
        "packages": packages,
        "download": sum(packing.sent(file.read_bytes()) for file in out.rglob("*") if file.is_file()),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.move(out, OUT)
    return manifest


def _own_wheel(work: Path) -> Path:
    """The helper as its own wheel has it, unpacked: what is not in the wheel is not shipped."""
    wheels = work / "wheels"
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT)
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)
    unpacked = _folder(work / "own")
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as archive:
        archive.extractall(unpacked, [name for name in archive.namelist() if name.endswith(".py")])
    return unpacked


def _trace(work: Path, core: Path, data: Path, stock: Path) -> dict[str, dict[str, str]]:
    """For the core and each later package: the modules it imports, with their files."""
    library = shutil.make_archive(str(work / "library"), "zip", stock)
    texts = work / "words.json"
    texts.write_text(json.dumps(words.read(ROOT / "docs/en")))
    found = work / "modules.json"
    packages = Path(sysconfig.get_paths()["purelib"])
    _node(f"--core={core}", f"--library={library}", "tools/inside/trace.py", found, texts, packages, data)
    traced: dict[str, dict[str, str]] = json.loads(found.read_text())
    return traced


def _sources(files: dict[str, str], places: tuple[Path, ...]) -> dict[str, Path]:
    """Name inside a zip to the source file, looked for in the standard library first."""
    return {file: next(place / file for place in places if (place / file).exists()) for file in files.values()}


def _compile(work: Path, sources: dict[str, Path], own: dict[str, Path] | None = None) -> dict[str, bytes]:
    """Name inside a zip to byte code, made by the Pyodide that will run it."""
    levels = [(sources, LEVEL), (own or {}, OWN_LEVEL)]
    with tempfile.TemporaryDirectory(dir=work) as folder:
        compiled = Path(folder) / "compiled"
        jobs = [
            (_inside(path), name, _inside(compiled / f"{name}c"), level)
            for group, level in levels
            for name, path in group.items()
        ]
        listing = Path(folder) / "compile.json"
        listing.write_text(json.dumps(jobs))
        _node("tools/inside/compile.py", listing)
        return {str(file.relative_to(compiled)): file.read_bytes() for file in compiled.rglob("*.pyc")}


def _core(out: Path) -> str:
    """Pyodide's own files under a folder named by their content: loadPyodide needs their plain names."""
    loader, script, wasm = ((PYODIDE / name).read_bytes() for name in CORE)
    lean_script, lean_wasm = trim.trim(script.decode(), wasm, loader.decode())
    data = dict(zip(CORE, (loader, lean_script.encode(), lean_wasm), strict=True))
    folder = f"pyodide-{digest(b''.join(data.values()))}"
    for name, content in data.items():
        (_folder(out / folder) / name).write_bytes(content)
    return f"{folder}/"


def _memory(work: Path, core: Path, library: dict[str, bytes]) -> bytes:
    """Python's memory with all of the library imported (tools/memory.mjs)."""
    archive, made = work / "imported.zip", work / "memory"
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in library.items():
            file.writestr(name, content)
    modules = (name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".") for name in library)
    _run("node", "tools/memory.mjs", core, archive, made, *sorted(modules))
    return made.read_bytes()


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


def _inside(path: Path) -> str:
    """A path below the project as Pyodide sees it."""
    return f"/project/{path.relative_to(ROOT)}"


def _node(*arguments: str | Path) -> None:
    _run("node", "tools/in_pyodide.mjs", *(_inside(it) if isinstance(it, Path) else it for it in arguments))


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"[bundle] failed: {' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    build()
