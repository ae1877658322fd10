"""Python's memory as it is shipped: all of the helper is in it, and nothing of where it was made."""

from __future__ import annotations

import getpass
import json
import socket
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.runtime import bundle, trim

SECTION = """const module = new WebAssembly.Module(require("fs").readFileSync(0));
  process.stdout.write(Buffer.from(WebAssembly.Module.customSections(module, "memory")[0]))"""


@pytest.fixture(scope="module")
def memory() -> bytes:
    wasm = bundle.OUT / bundle.build()["index"] / "pyodide.asm.wasm"
    return subprocess.run(["node", "-e", SECTION], input=wasm.read_bytes(), capture_output=True, check=True).stdout


def test_every_module_is_imported_already(memory: bytes) -> None:
    modules = [name.removesuffix(".pyc") for name in bundle.build()["modules"]]
    helper = [name.removesuffix("/__init__").replace("/", ".") for name in modules if name.startswith("helper/")]
    assert len(helper) > 30 and all(name.encode() in memory for name in helper)


def test_it_tells_nothing_of_the_machine_that_made_it(memory: bytes) -> None:
    telling = {str(ROOT), str(Path.home()), socket.gethostname(), "node_modules", "bundle-"}
    telling |= {getpass.getuser()} - {"root"}  # a word of Python's own
    assert not [word for word in telling if len(word) > 3 and word.encode() in memory]


LOOK = """
import importlib, json, sys
def there(name):
    try:
        return bool(importlib.import_module(name))
    except ModuleNotFoundError:
        return False
print(json.dumps([[name for name in names if there(name)] for names in (sys.builtin_module_names, sys.argv[1:])]))
"""


def test_a_module_that_is_built_in_works_or_there_is_none() -> None:
    """Never half a one (tools/runtime/trim.py)."""
    script = ROOT / "build" / "look.py"
    script.write_text(LOOK)
    command = [
        "node",
        "tools/runtime/in_pyodide.mjs",
        f"--shipped={bundle.OUT}",
        "build/look.py",
        *trim.MODULES.split(),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    script.unlink()
    kept, gone = json.loads(done.stdout)
    assert len(kept) > 45 and "unicodedata" in kept and not gone
