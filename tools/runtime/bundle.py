"""The Python runtime as visitors get it: cut down to what is imported, compiled, named by content.

    build/runtime/
      manifest.json          what is where, for the page
      pyodide-<hash>/        pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm: without what the helper never asks
                             for (trim.py), and with Python's memory as it stands after its start (memory.mjs)
      library.<hash>.bin     the modules of that memory as a gzipped zip, for a browser that cannot take it up
      <package>.<hash>.bin   what is fetched later: time-zone files, places, what a QR code needs ... (packing.py)

Inputs are pinned: npm's lock file and requirements/project.txt hold the hashes, and both
installers check them. What to keep is found out by running the helper inside that same Pyodide,
and the byte code is made by it too, because it must match its Python (modules.py). Built again
only when an input has changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import sysconfig
import tempfile
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from tools.fingerprint import digest
from tools.runtime import modules, packing, places, trim

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
OUT = ROOT / "build" / "runtime"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
# What those who import it can do without, and so can visitors: zipfile and shutil have kinds of packing that nothing
# here is packed with. And what others ask for, but never use here, has a stand-in.
LEFT_OUT = ("asyncio/", "importlib/resources/", "bz2.py", "lzma.py", "compression/zstd/")
SPARE = "library.*"
STAND_INS = ROOT / "tools/runtime/in_pyodide/stand_ins"


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
        ROOT / "tools/fingerprint.py",
        ROOT / "tools/sources/words.py",
        *(ROOT / "docs").glob("*/words/cities.yml"),
        *(ROOT / "data").glob("*.yml"),
        ROOT / "tools/numbers/book.py",
    ]
    for room in ("tools/runtime", "helper"):
        files += (file for file in (ROOT / room).rglob("*") if file.suffix in (".py", ".mjs"))
    state = hashlib.sha256()
    for file in sorted(files):
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
    core = _core(work / "core")
    traced = modules.trace(work, core, data, stock)
    libraries = (stock, Path(sysconfig.get_paths()["purelib"]))
    helper = {str(file.relative_to(own)): file for file in own.rglob("*.py")}
    code = modules.compiled(work, modules.sources(traced.pop("core"), libraries) | helper)
    library = packing.zipped(code)
    modules.snapshot(work, core, library, code)
    out = _folder(work / "out")
    index = f"pyodide-{digest(b''.join((core / name).read_bytes() for name in CORE))}/"
    core.rename(out / index)
    packages = {
        name: packing.write(out, name, modules.compiled(work, modules.sources(files, libraries)))
        for name, files in traced.items()
    }
    zones = distribution("tzdata")
    packages["places"] = packing.write(
        out, "places", modules.compiled(work, {file.name: file for file in data.glob("*.py")})
    )
    packages["tzdata"] = packing.write(out, "tzdata", _zone_files(zones))
    from pyodide_lock import PyodideLockSpec  # slow to import, and only needed when something has changed

    lock = PyodideLockSpec(PyodideLockSpec.from_json(PYODIDE / "pyodide-lock.json").info, {})
    manifest = {
        "inputs": key,
        "pyodide": json.loads((PYODIDE / "package.json").read_text())["version"],
        "tzdata": zones.version,
        "index": index,
        "library": packing.packed(out, "library", library)["file"],
        "modules": sorted(code),
        "lock": lock.to_dict(),
        "packages": packages,
        "download": sum(packing.sent(file.read_bytes()) for file in out.rglob("*.*") if not file.match(SPARE)),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.move(out, OUT)
    return manifest


def _own_wheel(work: Path) -> Path:
    """The helper as its own wheel has it, unpacked: what is not in the wheel is not shipped."""
    wheels = work / "wheels"
    modules.run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT)
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)
    unpacked = _folder(work / "own")
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as archive:
        archive.extractall(unpacked, [name for name in archive.namelist() if name.endswith(".py")])
    return unpacked


def _core(folder: Path) -> Path:
    """Pyodide's own files, trimmed."""
    loader, script, wasm = ((PYODIDE / name).read_bytes() for name in CORE)
    lean_script, lean_wasm = trim.trim(script.decode(), wasm, loader.decode())
    for name, content in zip(CORE, (loader, lean_script.encode(), lean_wasm), strict=True):
        (_folder(folder) / name).write_bytes(content)
    return folder


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
