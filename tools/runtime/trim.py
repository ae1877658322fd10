"""Pyodide without names that nobody here asks for.

It offers all of Python's functions to extension modules that somebody may load later: 8,560 exports of the WebAssembly,
and a line of JavaScript for each; and to them and to Python all of Emscripten's: drawing, sound, games. The helper
loads none. Names that nothing asks for are taken off these lists, and functions that only they could reach are left
out: of the WebAssembly by Binaryen, the tool that linked it (trim.mjs), of the script by Terser (treeshake.mjs). What
stays does just what it did.

Raises ValueError where the files are not built as expected: then a new version of Pyodide wants a look (UPGRADE.md).
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

NAME = re.compile(r"[\w$]+")
ASSIGNED = re.compile(r"(?<=function assignWasmExports\(wasmExports\)\{).*?(?=\}var wasmImports=)")
VARIABLE = re.compile(r"(?:(?<=;)|^)[\w$]+(?==)")
# What WebAssembly may call, what dynamic linking wants to know of it, and what others may call.
IMPORTS = re.compile(r"(?<=var wasmImports=\{)(?:[\w$]+(?::[\w$]+)?,?)+(?=\};)")
NOTED = re.compile(r'(?<=[;}])([\w$]+)\.(?:sig|stub|isAsync)=(?:"[^"]*"|true);')
OFFERED = re.compile(r'(?<=[;}])Module\["([\w$]+)"\]=[\w$]+;')
OFFER = re.compile(r'Module\["([\w$]+)"\]')
MENTIONED = re.compile(r'(?:\.|\[")([\w$]+)')
# In a memory that was taken up (a note about it is the first argument) this is imported already: no compiler is needed.
IMPORT = re.compile(
    r'(?<=function\()(\w+)(,\w+\)\{\1&&\w+\(\);let\[\w+,\w+\]=)(?=API\.rawRun\("import _pyodide_core"\))'
)
# All of the script is one function. In brackets it is taken for one that is called at once: else a browser looks
# through it for mistakes alone, and reads it once more when it is called.
WHOLE = re.compile(r"(async function ([\w$]+)\(.*\})export default \2;", re.DOTALL)
FROZEN = "_PyImport_FrozenBootstrap", "_PyImport_FrozenStdlib", "_PyImport_FrozenTest"  # for snapshot.mjs
PROGRAM = Path(__file__).with_suffix(".mjs")
TREESHAKE = Path(__file__).with_name("treeshake.mjs")


def trim(script: str, wasm: bytes, loader: str) -> tuple[str, bytes]:
    """pyodide.asm.mjs and pyodide.asm.wasm without what neither they nor `loader` (pyodide.mjs) ask for."""
    script, changed = IMPORT.subn(r"\1\2\1?[0]:", script)
    if changed != 1:
        raise ValueError("pyodide.asm.mjs: it does not begin as tools/runtime/trim.py expects")
    script = _exports(script, loader)
    wasm = _module(wasm, {*NAME.findall(script + loader), *FROZEN})
    return _exports(_functions(script, _imported(wasm), loader), loader), wasm


def shortened(script: str) -> str:
    """The script with short names for what is its own. Nothing in it is found by its name any more."""
    short = _run("pyodide.asm.mjs", script.encode(), "node", TREESHAKE, "names").decode()
    whole = WHOLE.fullmatch(short)
    if not whole:
        raise ValueError("pyodide.asm.mjs: it is not one function, as tools/runtime/trim.py expects")
    return f"export default({whole[1]});"


def _functions(script: str, imported: set[str], loader: str) -> str:
    """The script without functions that neither WebAssembly nor anything else in it calls."""
    listed = IMPORTS.search(script)
    if not listed:
        raise ValueError("pyodide.asm.mjs: its list of imports is not where tools/runtime/trim.py looks for it")
    entries = [entry for entry in listed[0].split(",") if entry.partition(":")[0] in imported]
    called = {entry.rpartition(":")[2] for entry in entries}
    script = script[: listed.start()] + ",".join(entries) + script[listed.end() :]
    script = NOTED.sub(lambda it: it[0] if it[1] in called else "", script)
    mentions = Counter(MENTIONED.findall(script + loader))
    script = OFFERED.sub(lambda it: it[0] if mentions[it[1]] > 1 else "", script)
    # An eval could ask for anything by its name. Those of Emscripten are for what is not there; our policy forbids it.
    script = re.sub(r"\beval\(", "(0,eval)(", script)
    return _run("pyodide.asm.mjs", script.encode(), "node", TREESHAKE, "unused").decode()


def _imported(wasm: bytes) -> set[str]:
    """The names that a module wants to be given."""
    code = 'const module = new WebAssembly.Module(require("fs").readFileSync(0));'
    code += "console.log(JSON.stringify(WebAssembly.Module.imports(module).map(({ name }) => name)))"
    return set(json.loads(_run("pyodide.asm.wasm", wasm, "node", "-e", code)))


def _exports(script: str, loader: str) -> str:
    """`var _a,_b;` ... `_a=Module["_a"]=wasmExports["a"];_b=...`: both lists, only of what is used elsewhere."""
    assigned = ASSIGNED.search(script)
    first = assigned and VARIABLE.search(assigned[0])
    declared = first and re.search(rf"(?<=\bvar ){re.escape(first[0])}(?:,[\w$]+)+(?=;)", script)
    if not assigned or not declared or declared.end() > assigned.start():
        raise ValueError("pyodide.asm.mjs: its list of exports is not where tools/runtime/trim.py looks for it")
    before, between = script[: declared.start()], script[declared.end() : assigned.start()]
    after = script[assigned.end() :]
    used = set(NAME.findall(before + between + after + loader))
    # A name stands for a variable, or for what others may call by it.
    named = {line: set(VARIABLE.findall(line) + OFFER.findall(line)) for line in assigned[0].split(";")}
    kept = [line for line, names in named.items() if names & used]
    unused = set().union(*named.values()).difference(*(named[line] for line in kept))
    names = [name for name in declared[0].split(",") if name not in unused]
    return "".join([before, ",".join(names), between, ";".join(kept), after])


def _module(wasm: bytes, used: set[str]) -> bytes:
    """The module with only those exports that are used, and with what they need."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kept.json"
        file.write_text(json.dumps(sorted(used)))
        return _run("pyodide.asm.wasm", wasm, "node", PROGRAM, file)


def _run(what: str, content: bytes, *command: str | Path) -> bytes:
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(
            f"{what}: {Path(command[1]).name} cannot cut it (tools/runtime/trim.py):\n{done.stderr.decode()[-2000:]}"
        )
    return done.stdout
