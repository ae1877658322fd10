"""The Python runtime as visitors get it: cut down to what is imported, compiled, named by content.

    build/runtime/
      manifest.json          what is where, for the page
      pyodide-<hash>/        pyodide.mjs, pyodide.asm.mjs, pyodide.asm.wasm: as published
      library.<hash>.zip     standard library and helper, only what is imported, as .pyc
      tzdata.<hash>.zip      the time-zone files, a package of the lock file

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
import tempfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from pyodide_lock import PackageSpec, PyodideLockSpec

from tools import words
from tools.fingerprint import digest, hashed

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = ROOT / "node_modules" / "pyodide"
OUT = ROOT / "build" / "runtime"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
EPOCH = (1980, 1, 1, 0, 0, 0)

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
    print("[bundle] building the Python runtime (some 15 seconds) ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(dir=_folder(ROOT / "build"), prefix="bundle-") as folder:
        made = _build(Path(folder), key)
    print(f"[bundle] ready in {OUT.relative_to(ROOT)}/", file=sys.stderr, flush=True)
    return made


def _inputs_digest() -> str:
    files = [ROOT / "package-lock.json", ROOT / "requirements/project.txt", ROOT / "pyproject.toml"]
    files += [ROOT / "tools" / name for name in ("bundle.py", "in_pyodide.mjs", "fingerprint.py")]
    files += sorted((ROOT / "tools/inside").glob("*.py")) + sorted((ROOT / "helper").rglob("*.py"))
    state = hashlib.sha256()
    for file in files:
        state.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return state.hexdigest()


def _build(work: Path, key: str) -> dict[str, Any]:
    stock = _folder(work / "stock")
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as archive:
        archive.extractall(stock)
    own = _own_wheel(work)
    kept = _trace(work)
    library = _compile(work, stock, own, kept)
    out = _folder(work / "out")
    core = _core(out)
    library_name = _write(out, "library.zip", _zip(library))
    version, lock = _tzdata(out)
    manifest = {
        "inputs": key,
        "pyodide": json.loads((PYODIDE / "package.json").read_text())["version"],
        "tzdata": version,
        "index": core,
        "library": library_name,
        "lock": lock,
        "modules": sorted(kept),
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


def _trace(work: Path) -> dict[str, str]:
    """Standard library modules that a played call imports, with their files inside the zip."""
    texts = work / "words.json"
    texts.write_text(json.dumps(words.read(ROOT / "docs/en")))
    found = work / "modules.json"
    _node("tools/inside/trace.py", found, texts)
    modules: dict[str, str] = json.loads(found.read_text())["modules"]
    return modules


def _compile(work: Path, stock: Path, own: Path, kept: dict[str, str]) -> dict[str, bytes]:
    """Name inside the library zip to byte code."""
    compiled = work / "compiled"
    sources = [(stock / file, file, LEVEL) for file in kept.values()]
    sources += [(file, str(file.relative_to(own)), OWN_LEVEL) for file in own.rglob("*.py")]
    jobs = [(_inside(path), name, _inside(compiled / f"{name}c"), level) for path, name, level in sources]
    listing = work / "compile.json"
    listing.write_text(json.dumps(jobs))
    _node("tools/inside/compile.py", listing)
    return {str(file.relative_to(compiled)): file.read_bytes() for file in compiled.rglob("*.pyc")}


def _core(out: Path) -> str:
    """Pyodide's own files under a folder named by their content: loadPyodide needs their plain names."""
    data = {name: (PYODIDE / name).read_bytes() for name in CORE}
    folder = f"pyodide-{digest(b''.join(data.values()))}"
    for name, content in data.items():
        (_folder(out / folder) / name).write_bytes(content)
    return f"{folder}/"


def _tzdata(out: Path) -> tuple[str, dict[str, Any]]:
    """The installed tzdata as a package that loadPackage can fetch; its version and the lock."""
    package = distribution("tzdata")
    files = {
        str(file): Path(str(package.locate_file(file))).read_bytes()
        for file in package.files or ()
        if file.parts[:2] == ("tzdata", "zoneinfo") and file.suffix not in (".py", ".pyc")
    }
    data = _zip(files)
    name = _write(out, "tzdata.zip", data)
    stock = PyodideLockSpec.from_json(PYODIDE / "pyodide-lock.json")
    spec = PackageSpec(
        name="tzdata", version=package.version, file_name=name, install_dir="site",
        sha256=hashlib.sha256(data).hexdigest(), package_type="package", imports=["tzdata"], depends=[],
        unvendored_tests=False, shared_library=False,
    )  # fmt: skip
    return package.version, PyodideLockSpec(stock.info, {"tzdata": spec}).to_dict()


def _zip(files: dict[str, bytes]) -> bytes:
    """A zip with the same bytes for the same content."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED, 9)
        file.seek(0)
        return file.read()


def _write(out: Path, name: str, data: bytes) -> str:
    named = hashed(name, data)
    (out / named).write_bytes(data)
    return named


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _inside(path: Path) -> str:
    """A path below the project as Pyodide sees it."""
    return f"/project/{path.relative_to(ROOT)}"


def _node(script: str, *arguments: Path) -> None:
    _run("node", "tools/in_pyodide.mjs", script, *(_inside(path) for path in arguments))


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(word) for word in command], cwd=ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"[bundle] failed: {' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    build()
