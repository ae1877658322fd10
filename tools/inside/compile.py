"""Inside Pyodide: compile sources to byte code for just this Python. Usage: compile.py LIST.json

LIST.json is [[source, name inside the bundle, target, optimisation level], ...]. The .pyc files are
of the hash-based, unchecked kind, so that they hold no time and are the same on every build.
"""

import importlib.util
import json
import sys
from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[attr-defined]
from pathlib import Path

with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for source, name, target, level in jobs:
    data = Path(source).read_bytes()
    code = compile(data, name, "exec", dont_inherit=True, optimize=level)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_bytes(_code_to_hash_pyc(code, importlib.util.source_hash(data), False))
