"""Inside Pyodide: compile sources to byte code for just this Python. Usage: compile.py LIST.json

LIST.json is [[source, name inside the bundle, target, optimisation level], ...]. The .pyc files are
of the hash-based, unchecked kind, so that they hold no time and are the same on every build. Of
lines they know only where a function begins: the tables would be more than a third of the download (of
1.24 MB, 0.79 MB are left), and nobody reads them in a browser.
"""

import importlib.util
import json
import sys
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path
from types import CodeType


def without_lines(code: CodeType) -> CodeType:
    """The same code, all of it said to come from the line of its `def`: an entry for eight units each, code 13 of
    InternalDocs/code_objects.md in CPython. With no table at all nobody could format a traceback."""
    units = len(code.co_code) // 2
    table = b"\xef\0" * (units // 8) + (bytes([0xE7 + units % 8, 0]) if units % 8 else b"")
    inner = (without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=table, co_consts=tuple(inner))


with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for source, name, target, level in jobs:
    data = Path(source).read_bytes()
    code = without_lines(compile(data, name, "exec", dont_inherit=True, optimize=level))
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_bytes(_code_to_hash_pyc(code, importlib.util.source_hash(data), False))
