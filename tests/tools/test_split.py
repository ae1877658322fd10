"""Python in two modules, its own functions and those of its library: nothing is lost, and what only the second one
has works, too."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.fingerprint import digest
from tools.runtime import bundle, modules

pytestmark = pytest.mark.skipif(bundle.PLAIN, reason="the plain runtime is in one piece")


def inside(script: str, stock: bool = False) -> object:
    """What `script` prints as JSON, run in the shipped Python, or in Pyodide as it comes."""
    with _below(ROOT / "build", script) as file:
        shipped = [] if stock else [f"--shipped={bundle.OUT}"]
        command = ["node", "tools/runtime/in_pyodide.mjs", *shipped, str(file.relative_to(ROOT))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return json.loads(done.stdout)


def as_it_comes(script: str) -> object:
    """What Pyodide as it comes prints. It never changes, so its answers are kept in build/, as the zones' oracle is."""
    pinned = [(bundle.PYODIDE / name).read_bytes() for name in (*bundle.CORE, "python_stdlib.zip")]
    kept = ROOT / "build" / f"stock-{digest(b''.join([*pinned, script.encode()]))}.json"
    if not kept.exists():
        kept.write_text(json.dumps(inside(script, stock=True)))
    return json.loads(kept.read_text())


@contextmanager
def _below(folder: Path, script: str) -> Iterator[Path]:
    file = folder / f"inside-{os.getpid()}.py"
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


def test_functions_that_no_call_needs_work_as_ever() -> None:
    assert inside(UNUSUAL) == {
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
import importlib, json, sys
for name in %r:
    importlib.import_module(name)
found = __late__.__globals__["without"]
def fits(it):  # or it is said to be another by functools.wraps, or by what importlib has instead
    name = it.__code__.co_name
    return hasattr(it, "__wrapped__") or name in (it.__name__, "<lambda>") or name.endswith("_wrapper")
print(json.dumps({
    "functions": len(found),
    "empty": [it.__qualname__ for it in found if it.__code__.co_filename == "/late"],
    "confused": sorted({f"{it.__module__} {it.__name__} {it.__code__.co_name}" for it in found if not fits(it)}),
}))
"""


def test_every_function_has_its_own_code_when_one_was_asked_for() -> None:
    """Running a script is not what visitors do, so it asks for it."""
    names = [name.removesuffix(".pyc").removesuffix("/__init__") for name in bundle.build()["modules"]]
    found = inside(FUNCTIONS % [name.replace("/", ".") for name in names])
    assert isinstance(found, dict) and found["functions"] > 2_000
    assert not found["empty"]
    assert not found["confused"]


# A module that others' definitions needed is empty until something is asked of it.
EMPTIED = """
import importlib, json, sys
found = {}
for name in %r:
    module = importlib.import_module(name)
    found[name] = "__getattr__" in vars(module), hasattr(module, "anything"), sorted(vars(module))
print(json.dumps(found))
"""


def test_a_module_that_was_emptied_gets_all_of_it_again() -> None:
    source = (ROOT / "tools/runtime/in_pyodide/snapshot.py").read_text()
    names = re.findall(r'"([\w.]+)"', re.search(r"^EMPTIED = \(([^)]+)", source, re.M)[1])  # type: ignore[index]
    there, stock = inside(EMPTIED % names), as_it_comes(EMPTIED % names)
    assert isinstance(there, dict) and isinstance(stock, dict)
    assert sum(empty for empty, _, _ in there.values()) > 5  # running a script asks for some of them
    for name, (_, _, had) in stock.items():
        assert {*had} - {"__doc__", "__cached__"} <= {*there[name][2]}, name


GARBAGE = """
import gc, json, sys, weakref
class It: pass
def ring():
    it = It()
    it.itself = [it, sys.modules, print]
    return weakref.ref(it)
gone = ring()
sys.known = [sys.modules]
before = len(sys.modules)
gc.collect()
gc.unfreeze()
gc.collect()
print(json.dumps({"gone": gone() is None, "kept": len(sys.modules) == before == len(sys.known[0])}))
"""


def test_garbage_is_still_collected_and_nothing_else() -> None:
    """What is there from the start is on no list of the collector's (snapshot.mjs)."""
    assert inside(GARBAGE) == {"gone": True, "kept": True}


# What stands for all characters: where any is assigned, and around that.
CHARACTERS = """
import _md5, importlib, itertools, json, sys, unicodedata
def told(values):
    return _md5.md5(repr(values).encode("utf-8", "surrogatepass")).hexdigest()
codes = [*range(0x33500), *range(0xE0000, 0xE0400), *range(0xF0000, 0xF0400), *range(0x10FF00, 0x110000)]
characters = [chr(code) for code in codes]
every = "\\n".join(characters)
"""
KNOWN_LATE = """
names = [unicodedata.name(it, "") for it in characters]
answers = {"names": told(names), "characters": told([unicodedata.lookup(it) for it in names if it])}
pairs = b"\\n".join(bytes([first, second]) for first in range(0x80, 0x100) for second in range(0x100))
for module, codecs in {
    "cn": "gb2312 gbk gb18030 hz", "hk": "big5hkscs", "kr": "euc_kr cp949 johab", "tw": "big5 cp950",
    "jp": "shift_jis cp932 euc_jp shift_jis_2004 euc_jis_2004 euc_jisx0213 shift_jisx0213",
    "iso2022": "iso2022_kr iso2022_jp iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext",
}.items():
    for name in codecs.split():
        codec = importlib.import_module("_codecs_" + module).getcodec(name)
        encoded, _ = codec.encode(every, "ignore")
        answers[name] = told([encoded, codec.decode(encoded, "replace"), codec.decode(pairs, "replace")])
places = [str, bytes, dict, type, *map(importlib.import_module, ("builtins", "math", "posix", "_socket"))]
texts = [(it.__doc__, it.__text_signature__) for place in places for _, it in sorted(vars(place).items())
         if isinstance(it, type(len) | type(str.join))]
answers["what functions say of themselves"] = told(texts)
print(json.dumps(answers))
"""
KNOWN_AT_ONCE = """
for at, length in %r:
    pyodide_js._module.HEAPU8.fill(0xA5, at, at + length)
answers = {}
for version, database in {"": unicodedata, " 3.2": unicodedata.ucd_3_2_0}.items():
    for name in "bidirectional category combining decomposition east_asian_width mirrored".split():
        answers[name + version] = told([*map(getattr(database, name), characters)])
    for name in "decimal digit numeric".split():
        answers[name + version] = told([*map(getattr(database, name), characters, itertools.repeat(None))])
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        answers[form + version] = told(database.normalize(form, every))
        answers["is " + form + version] = told([database.is_normalized(form, it) for it in characters])
for name in dir(str):
    if name.startswith("is"):
        answers[name] = told([*map(getattr(str, name), characters)])
for name in "capitalize casefold lower swapcase title upper split".split():
    answers[name] = told(getattr(every, name)())
print(json.dumps(answers))
"""


def test_what_only_they_read_comes_with_them() -> None:
    """Of all characters the name, and what they are in encodings of the east; of functions in C their `__doc__`."""
    script = CHARACTERS + KNOWN_LATE
    found = inside(script)
    assert found == as_it_comes(script)
    assert isinstance(found, dict) and len(found) == 3 + 23
    # Without them, whoever asks would be told that there is no such name.
    asking = re.compile(r"unicodedata\.(name|lookup)\b|namereplace|import _codecs_")
    assert not [file for file in (ROOT / "helper").rglob("*.py") if asking.search(file.read_text())]


def test_nothing_else_reads_that() -> None:
    """With those tables overwritten, Python knows all else about all characters."""
    with _below(ROOT / "build", "") as script:
        tables = script.with_suffix(".tables")
        modules.tables(tables)
        lengths, content = [], tables.read_bytes()
        while content:
            at, length = struct.unpack_from("<II", content)
            lengths.append((at, length))
            content = content[8 + length :]
        tables.unlink()
    assert sum(length for _, length in lengths) > 1_000_000
    script = CHARACTERS + KNOWN_AT_ONCE
    found = inside("import pyodide_js\n" + script % lengths)
    assert found == as_it_comes(script % [])


BUILT_IN = """
import importlib, json, sys
def told(name):
    try:
        importlib.import_module(name)
    except ImportError as error:
        return str(error)
print(json.dumps({name: told(name) for name in sys.builtin_module_names}))
"""


def test_every_module_that_is_built_in_is_there() -> None:
    """At most a file of Python's library is not, which no call imports."""
    found = inside(BUILT_IN)
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
