"""Python's memory as it is shipped: all of the helper is in it, and nothing of where it was made."""

from __future__ import annotations

import getpass
import socket
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.runtime import bundle

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


def test_it_tells_nothing_of_the_machine_that_made_it(memory: bytes) -> None:
    telling = {str(ROOT), str(Path.home()), socket.gethostname(), "node_modules", "bundle-"}
    telling |= {getpass.getuser()} - {"root"}  # a word of Python's own
    assert not [word for word in telling if len(word) > 3 and word.encode() in memory]
