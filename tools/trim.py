"""Pyodide without what only extension modules need.

Pyodide offers all of Python's functions to extension modules that somebody may load later: 8,560 exports
of the WebAssembly, and a line of JavaScript for each. The helper loads none. Names that nothing asks for are
taken off both lists, and functions that only they could reach are left out, by Binaryen, the tool that linked
them; what stays does just what it did. That saves 0.36 MB to load (gzip) and about a seventh of the time
that loadPyodide takes.

Only that may live here. Raises ValueError where the files are not built as expected: then a new version of
Pyodide wants a look.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

NAME = re.compile(r"[\w$]+")
ASSIGNED = re.compile(r"(?<=function assignWasmExports\(wasmExports\)\{).*?(?=\}var wasmImports=)")
EXPORT = re.compile(r'wasmExports\["([^"]+)"\]')
PROGRAM = Path(__file__).with_suffix(".mjs")


def trim(script: str, wasm: bytes, loader: str) -> tuple[str, bytes]:
    """pyodide.asm.mjs and pyodide.asm.wasm without what neither they nor `loader` (pyodide.mjs) ask for."""
    script = _script(script, loader)
    return script, _module(wasm, set(NAME.findall(script + loader)))


def _script(script: str, loader: str) -> str:
    """`var _a,_b;` ... `_a=Module["_a"]=wasmExports["a"];_b=...`: both lists, only of what is used elsewhere."""
    assigned = ASSIGNED.search(script)
    first = assigned and NAME.match(assigned[0])
    declared = first and re.search(rf"(?<=\bvar ){re.escape(first[0])}(?:,[\w$]+)+(?=;)", script)
    if not assigned or not declared or declared.end() > assigned.start():
        raise ValueError("pyodide.asm.mjs: its list of exports is not where tools/trim.py looks for it")
    before, between = script[: declared.start()], script[declared.end() : assigned.start()]
    after = script[assigned.end() :]
    used = set(NAME.findall(before + between + after + loader))
    lines = assigned[0].split(";")
    kept = [line for line in lines if NAME.findall(line)[0] in used or used & set(EXPORT.findall(line))]
    unused = {NAME.findall(line)[0] for line in lines} - {NAME.findall(line)[0] for line in kept}
    names = [name for name in declared[0].split(",") if name not in unused]
    return "".join([before, ",".join(names), between, ";".join(kept), after])


def _module(wasm: bytes, used: set[str]) -> bytes:
    """The module with only those exports that are used, and with what they need (tools/trim.mjs)."""
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "names.json"
        names.write_text(json.dumps(sorted(used)))
        done = subprocess.run(["node", PROGRAM, names], input=wasm, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(f"pyodide.asm.wasm: tools/trim.mjs cannot cut it:\n{done.stderr.decode()}")
    return done.stdout
