"""Python's memory as it is shipped: all of the helper is in it, and nothing of where it was made."""

from __future__ import annotations

import getpass
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest

from tests.conftest import ROOT
from tools.runtime import bundle, modules

SECTION = """const module = new WebAssembly.Module(require("fs").readFileSync(0));
  process.stdout.write(Buffer.from(WebAssembly.Module.customSections(module, "snapshot")[0]))"""


@pytest.fixture(scope="module")
def memory() -> bytes:
    wasm = bundle.OUT / bundle.build()["lean"]["index"] / "pyodide.asm.wasm"
    return subprocess.run(["node", "-e", SECTION], input=wasm.read_bytes(), capture_output=True, check=True).stdout


def test_every_module_is_imported_already(memory: bytes) -> None:
    modules = [name.removesuffix(".pyc") for name in bundle.build()["modules"]]
    helper = [name.removesuffix("/__init__").replace("/", ".") for name in modules if name.startswith("helper/")]
    assert len(helper) > 30 and all(name.encode() in memory for name in helper)


@pytest.mark.parametrize("module", ["ast", "dis", "inspect", "threading", "traceback", "typing"])
def test_code_that_no_call_runs_is_not_in_it(memory: bytes, module: str) -> None:
    with zipfile.ZipFile(bundle.PYODIDE / "python_stdlib.zip") as library:
        code = compile(library.read(f"{module}.py"), module, "exec", dont_inherit=True, optimize=modules.LEVEL)
    told = {text for inner in code.co_consts if isinstance(inner, CodeType) for text in sentences(inner)}
    there = {text for text in told if text.encode() in memory}
    assert told and len(there) <= len(told) / 2, there


def sentences(code: CodeType) -> Iterator[str]:
    """What functions say; names of theirs, which Python never forgets, are in it as ever."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from sentences(const)
        elif isinstance(const, str) and " " in const.strip():
            yield const


def test_it_tells_nothing_of_the_machine_that_made_it(memory: bytes) -> None:
    telling = {str(ROOT), str(Path.home()), socket.gethostname(), "node_modules", "bundle-"}
    telling |= {getpass.getuser()} - {"root"}  # a word of Python's own
    held = memory + (bundle.OUT / bundle.build()["lean"]["deferred"]["file"]).read_bytes()
    assert not [word for word in telling if len(word) > 3 and word.encode() in held]
