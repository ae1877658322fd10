"""Python in two modules, its own functions and those of its library: nothing is lost, and what only the second one
has works, too."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.runtime import bundle

pytestmark = pytest.mark.skipif(bundle.PLAIN, reason="the plain runtime is in one piece")


def inside(script: str, tmp_path: Path) -> object:
    """What `script`, run in the shipped Python, prints as JSON."""
    with _below(ROOT / "build", script) as file:
        command = ["node", "tools/runtime/in_pyodide.mjs", f"--shipped={bundle.OUT}", str(file.relative_to(ROOT))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return json.loads(done.stdout)


@contextmanager
def _below(folder: Path, script: str) -> Iterator[Path]:
    file = folder / "inside.py"
    file.write_text(script)
    yield file
    file.unlink()


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    bundle.build()


# Each has to do with functions that no call runs: codes, regular expressions, exact numbers, tracebacks, hashing ...
UNUSUAL = """
import _codecs, _codecs_jp, _sha2, _struct, js, json, math, re, sys, traceback
def deep(n):
    return deep(n - 1) if n else 1 / 0
try:
    deep(300)
except ZeroDivisionError as error:
    told = traceback.format_exception(error)
print(json.dumps({
    "utf-7": _codecs.utf_7_encode("Größe")[0].decode(),
    "euc-jp": _codecs_jp.getcodec("euc_jp").encode("日本")[0].hex(),
    "look-behind": re.sub(r"(?<=a)b(?!c)", "x", "ab abc bb"),
    "digits": float("1" * 400 + "e-399"),
    "power": str(7 ** 400 % 10 ** 9), "root": math.isqrt(10 ** 40),
    "sha": _sha2.sha256(b"abc").hexdigest()[:16],
    "packed": _struct.pack(">dqh", 1.5, -2, 3).hex(),
    "told": [told[0].strip(), told[-1].strip()],
    "matched": (lambda it: it if isinstance(it, complex) else None)(eval("(1 + 2j) * 1j")).real,
    "deferred": js.performance.getEntriesByName("deferred").length,
}))
"""


def test_functions_that_no_call_needs_work_as_ever(tmp_path: Path) -> None:
    assert inside(UNUSUAL, tmp_path) == {
        "utf-7": "Gr+APYA3w-e",
        "euc-jp": "c6fccbdc",
        "look-behind": "ax abc bb",
        "digits": 1.1111111111111112,
        "power": str(7**400 % 10**9),
        "root": 10**20,
        "sha": "ba7816bf8f01cfea",
        "packed": "3ff8000000000000fffffffffffffffe0003",
        "told": ["Traceback (most recent call last):", "ZeroDivisionError: division by zero"],
        "matched": -2.0,
        "deferred": 1,
    }


FUNCTIONS = """
import gc, importlib, json, sys, types
for name in %r:
    importlib.import_module(name)
found = [it for it in gc.get_objects() if type(it) is types.FunctionType]
def fits(it):  # or it is said to be another by functools.wraps, or by what importlib has instead
    name = it.__code__.co_name
    return hasattr(it, "__wrapped__") or name in (it.__name__, "<lambda>") or name.endswith("_wrapper")
print(json.dumps({
    "functions": len(found),
    "empty": [it.__qualname__ for it in found if it.__code__.co_filename == "/late"],
    "confused": sorted({f"{it.__module__} {it.__name__} {it.__code__.co_name}" for it in found if not fits(it)}),
}))
"""


def test_every_function_has_its_own_code_when_one_was_asked_for(tmp_path: Path) -> None:
    """Running a script is not what visitors do, so it asks for it."""
    names = [name.removesuffix(".pyc").removesuffix("/__init__") for name in bundle.build()["modules"]]
    found = inside(FUNCTIONS % [name.replace("/", ".") for name in names], tmp_path)
    assert isinstance(found, dict) and found["functions"] > 2_000
    assert not found["empty"]
    assert not found["confused"]


BUILT_IN = """
import importlib, json, sys
def told(name):
    try:
        importlib.import_module(name)
    except ImportError as error:
        return str(error)
print(json.dumps({name: told(name) for name in sys.builtin_module_names}))
"""


def test_every_module_that_is_built_in_is_there(tmp_path: Path) -> None:
    """At most a file of Python's library is not, which no call imports."""
    found = inside(BUILT_IN, tmp_path)
    assert isinstance(found, dict) and len(found) > 80
    lacking = {name: text for name, text in found.items() if text}
    assert all(text.startswith("No module named") for text in lacking.values()), lacking
    assert not any(f"'{name}'" in text for name, text in lacking.items()), lacking


SHAPE = """
const { readFileSync } = require("fs");
const [first, second] = process.argv.slice(1).map((file) => new WebAssembly.Module(readFileSync(file)));
const names = (list, from) => list.filter(({ module }) => !from || module === from).map(({ name }) => name);
console.log(JSON.stringify({
  offered: names(WebAssembly.Module.exports(first)), taken: names(WebAssembly.Module.imports(second), "primary"),
  given: names(WebAssembly.Module.imports(first), "env"), wanted: names(WebAssembly.Module.imports(second), "env"),
}))
"""


def test_the_second_module_finds_in_the_first_one_what_it_takes() -> None:
    lean = bundle.build()["lean"]
    files = [bundle.OUT / lean["index"] / bundle.WASM, bundle.OUT / lean["deferred"]["file"]]
    done = subprocess.run(["node", "-e", SHAPE, *map(str, files)], capture_output=True, text=True, check=True)
    shape = json.loads(done.stdout)
    assert shape["taken"] and set(shape["taken"]) <= set(shape["offered"])
    assert shape["wanted"] and shape["given"]
    sizes = [file.stat().st_size for file in files]
    assert sizes[1] > 3_000_000, "most of Python's functions"
