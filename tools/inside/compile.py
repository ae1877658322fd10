"""Inside Pyodide: compile sources to byte code for just this Python. Usage: compile.py LIST.json

LIST.json is [[source, name inside the bundle, target, optimisation level], ...]. The .pyc files are
of the hash-based, unchecked kind, so that they hold no time and are the same on every build. They
tell no line numbers: those tables would be two fifths of the download (of 1.24 MB, 0.76 MB are left),
and nobody reads them in a browser.
"""

import importlib.util
import json
import sys
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path
from types import CodeType


def without_lines(code: CodeType) -> CodeType:
    inner = (without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=tuple(inner))


with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for source, name, target, level in jobs:
    data = Path(source).read_bytes()
    code = without_lines(compile(data, name, "exec", dont_inherit=True, optimize=level))
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_bytes(_code_to_hash_pyc(code, importlib.util.source_hash(data), False))
