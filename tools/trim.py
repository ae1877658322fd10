"""Pyodide without what only others need.

It offers all of Python's functions to extension modules that somebody may load later: 8,560 exports of the
WebAssembly, and a line of JavaScript for each. The helper loads none. And it has modules built in that the helper
never imports: databases, packing, character sets, Python's tests of itself. Names that nothing asks for are taken
off their lists, and functions that only they could reach are left out, by Binaryen, the tool that linked them
(trim.mjs does the cutting); what stays does just what it did. That is a third of all there is to load.

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
# Built-in modules to be left out. tools/bundle.py makes sure that the helper imports none of them.
MODULES = """
    _blake2 _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _csv _ctypes _decimal
    _elementtree _hmac _lsprof _lzma _md5 _multibytecodec _pickle _queue _remote_debugging _sha1 _sha2 _sha3
    _sqlite3 _statistics _symtable _testbuffer _testcapi _testcapi_datetime _testclinic _testclinic_limited
    _testinternalcapi _testlimitedcapi _xxtestfuzz _zstd array cmath mmap pyexpat termios xxsubtype
"""
# How the names of libraries begin that only those need: SQLite, Zstandard, XZ, bzip2 and libffi.
LIBRARIES = "BZ2_ COVER_ ERR_ FSE_ HIST_ HUF_ POOL_ ZDICT_ ZSTD divbwt divsufsort ffi_ lzma_ sqlite3_"
# The linker has merged these with functions of them that do the same.
MERGED = """
    __cxa_get_exception_ptr __fbufsize _ZNKSt3__27codecvtIcc11__mbstate_tE11do_encodingEv ceil floor
    pthread_attr_getscope pthread_cond_wait pthread_mutex_init
"""


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
    """The module with only those exports that are used, and with what they and the helper need."""
    plan = {
        "exports": sorted(used),
        "modules": MODULES.split(),
        "libraries": LIBRARIES.split(),
        "merged": MERGED.split(),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        file.write_text(json.dumps(plan))
        done = subprocess.run(["node", PROGRAM, file], input=wasm, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(f"pyodide.asm.wasm: tools/trim.mjs cannot cut it:\n{done.stderr.decode()}")
    return done.stdout
