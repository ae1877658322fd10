"""Pyodide's lists of exports, cut: all that is asked for is still there, and another Pyodide is not cut blindly."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tools.runtime import bundle, trim

LOADER, SCRIPT, WASM = (bundle.PYODIDE / name for name in bundle.CORE)


@pytest.fixture(scope="module")
def trimmed() -> tuple[str, bytes]:
    return trim.trim(SCRIPT.read_text(), WASM.read_bytes(), LOADER.read_text())


def listed(wasm: bytes, what: str) -> set[str]:
    """Names of a module's exports, or "module.name" of its imports, as WebAssembly itself reads them."""
    code = f"""const found = WebAssembly.Module.{what}(new WebAssembly.Module(require("fs").readFileSync(0)));
      console.log(JSON.stringify(found.map(({{ module, name }}) => module ? `${{module}}.${{name}}` : name)))"""
    done = subprocess.run(["node", "-e", code], input=wasm, capture_output=True, check=True)
    return set(json.loads(done.stdout))


def exports(wasm: bytes) -> set[str]:
    return listed(wasm, "exports")


def test_what_the_script_asks_for_is_exported(trimmed: tuple[str, bytes]) -> None:
    script, wasm = trimmed
    asked = set(re.findall(r'wasmExports\["([^"]+)"\]', script)) & exports(WASM.read_bytes())
    assert asked and asked <= exports(wasm) < exports(WASM.read_bytes())


def test_what_the_script_still_mentions_gets_its_value(trimmed: tuple[str, bytes]) -> None:
    assigned = re.compile(r'(?:[\w$]+=)?Module\["([\w$]+)"\]=wasmExports\["[\w$]+"\]')
    before, after = set(assigned.findall(SCRIPT.read_text())), set(assigned.findall(trimmed[0]))
    assert before & set(trim.NAME.findall(assigned.sub("", trimmed[0]))) <= after
    assert after and len(after) < len(before) / 10


def test_all_that_webassembly_asks_for_is_given(trimmed: tuple[str, bytes]) -> None:
    script, wasm = trimmed
    asked = {name.partition(".")[2] for name in listed(wasm, "imports") if name.startswith("env.")}
    given = {entry.partition(":")[0] for entry in trim.IMPORTS.search(script)[0].split(",")}  # type: ignore[index]
    assert given and asked - given <= {"Jsv_GetError_import", "JsvError_Check"}  # the loader has these


def test_nothing_else_is_asked_of_the_browser(trimmed: tuple[str, bytes]) -> None:
    assert listed(trimmed[1], "imports") <= listed(WASM.read_bytes(), "imports")


def test_what_is_no_module_is_not_cut() -> None:
    with pytest.raises(ValueError, match=r"trim\.mjs"):
        trim.trim(SCRIPT.read_text(), WASM.read_bytes()[:-9], LOADER.read_text())


@pytest.mark.parametrize("script", ["", "function assignWasmExports(wasmExports){}var wasmImports={};"])
def test_a_script_that_is_built_in_another_way_is_not_cut(script: str) -> None:
    with pytest.raises(ValueError, match=r"tools/runtime/trim\.py"):
        trim.trim(script, WASM.read_bytes(), LOADER.read_text())


def test_a_script_of_several_parts_is_not_taken_for_one_function() -> None:
    with pytest.raises(ValueError, match=r"tools/runtime/trim\.py"):
        trim.shortened("async function start() {} start(); export default start;")
