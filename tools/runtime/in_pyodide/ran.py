"""Inside Pyodide: which functions have run since snapshot.py left them all as if none had? As JSON, each as file, name
and line."""

import gc
import json
import opcode
import types

RESUME = opcode.opmap["RESUME"]


def ran(code: types.CodeType) -> bool:
    """A function begins with a RESUME, and Python writes a quicker one over it when it runs for the first time."""
    now = code._co_code_adaptive  # type: ignore[attr-defined]
    return any(first == RESUME != now[at] for at, first in enumerate(code.co_code) if at % 2 == 0)


there = __late__.__globals__["without"]  # type: ignore[name-defined]  # noqa: F821
codes = [it.__code__ for it in [*there, *gc.get_objects()] if type(it) is types.FunctionType]
json.dumps([(it.co_filename, it.co_qualname, it.co_firstlineno) for it in codes if ran(it)])
