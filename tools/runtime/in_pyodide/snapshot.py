"""Inside Pyodide: everything that the library holds, imported, and nothing that only the way there needed.

`modules` are the names to import, `evaluated` what Pyodide evaluates whenever it starts. What is in memory afterwards
is shipped (snapshot.mjs), to be taken up on many devices: so nothing of this machine, and no more than visitors need.
Of functions that are not among those `seen` to run (ran.py) the code goes into the file LATE, with that of the EMPTIED
modules. It comes back when one of them is called, or asked of (overrides/shell/deferred.js). Where `seen` is empty all
is left in, as if it had not run yet.
"""

import builtins
import contextlib
import gc
import importlib
import linecache
import marshal
import re
import sys
import types
import typing
import zipimport

from _pyodide import _base

for name in modules:  # type: ignore[name-defined]  # noqa: F821
    importlib.import_module(name)


def untold() -> None:
    """Nobody reads here what is only said to readers of the source. In a function, because Python loads a lazily
    imported module as soon as a global name stands for it."""
    for it in [*gc.get_objects(), *sys.modules.values()]:
        if isinstance(it, types.FunctionType | type | types.ModuleType):
            for told in ("__doc__", "__annotate__"):
                with contextlib.suppress(AttributeError, TypeError):  # what is built in keeps it
                    setattr(it, told, None)


def at_hand(sources: list[str]) -> None:
    """Compiled beforehand: visitors need no compiler for it."""
    runners = {source: _base.CodeRunner(source).compile() for source in sources}
    for it in runners.values():
        it.ast = it._gen = None  # not needed to run it
    evaluate = _base.eval_code

    def eval_code(source: str, *given: object, **named: object) -> object:
        ready = not named and runners.get(source)
        return ready.run(*given) if ready else evaluate(source, *given, **named)

    _base.eval_code = eval_code


def late(given: tuple[object, ...], named: dict[str, object]) -> object:
    """In place of a function without code: they all get theirs, and the one that was called goes on. What is called on
    the way there may be such a function itself: then it has brought all codes, and this does so once more."""
    called = without[sys._getframe(1).f_code.co_firstlineno]
    for it, code in zip(without, brought()[0], strict=True):
        it.__code__ = code
    return called(*given, **named)


def brought() -> tuple[list[types.CodeType], dict[str, types.CodeType]]:
    """What is in the file LATE: codes of functions, and of modules by their names."""
    import js  # not before, or it would be part of the memory

    return marshal.loads(js.lateCode().to_bytes())  # type: ignore[no-any-return]


def filled(module: types.ModuleType, name: str) -> object:
    """In place of what an emptied module had: it gets all of it again."""
    code = brought()[1][module.__name__]
    del module.__getattr__
    exec(code, vars(module))
    return getattr(module, name)


def emptied() -> dict[str, types.CodeType]:
    """Let go what is in modules, whose codes are returned; `filled` is called when something is asked of them. Raises
    ValueError where others hold what was in one: it would be there twice."""
    codes = {}
    for name in EMPTIED:
        module = sys.modules[name]
        codes[name] = module.__loader__.get_code(name)  # type: ignore[union-attr]
        own = vars(module)
        place = {it: own[it] for it in own if it in PLACE}
        own.clear()
        own.update({**place, "__getattr__": types.MethodType(filled, module)})
    gc.collect()
    held = [it for it in gc.get_objects() if type(it) is types.FunctionType and it.__module__ in EMPTIED]
    if held:
        raise ValueError(f"some are held by others: {held}")
    return codes


def leave_out(known: set[tuple[str, str, int]]) -> None:
    """Have `late` called where a function was not seen to run. Code that several functions share stays: from it nobody
    could tell which of them was called."""
    whole = emptied() if known else {}
    stub = compile("lambda *given, **named: __late__(given, named)", LATE, "eval").co_consts[0]
    functions: dict[int, list[types.FunctionType]] = {}
    for it in gc.get_objects():
        if type(it) is types.FunctionType and it.__globals__ is not globals():
            functions.setdefault(id(it.__code__), []).append(it)
    codes: list[types.CodeType] = []
    for it, *others in functions.values():
        code = it.__code__
        if not known:
            it.__code__ = code.replace()
            without.append(it)  # for ran.py
        elif not others and (code.co_filename, code.co_qualname, code.co_firstlineno) not in known:
            # Its line is what finds it again.
            it.__code__ = stub.replace(co_firstlineno=len(codes), co_freevars=code.co_freevars)
            codes.append(code)
            without.append(it)
    with open(LATE, "wb") as file:
        marshal.dump((codes, whole), file)


LATE = "/late"
EMPTIED = (
    "_colorize", "_opcode_metadata", "codeop", "dis", "linecache", "opcode", "pyodide.code", "sysconfig", "token",
    "tokenize",
)  # fmt: skip
"""Modules that only others' definitions needed, and Python's start: 0.03 MB packed."""
PLACE = "__name__", "__loader__", "__spec__", "__package__", "__path__", "__file__"
without: list[types.FunctionType] = []
at_hand(evaluated)  # type: ignore[name-defined]  # noqa: F821
untold()
del at_hand, untold  # or they would be part of the memory
typing.clear_overloads()
linecache.clearcache()
re.purge()
sys._clear_internal_caches()
# What each of these reads and writes through holds whatever lay there when Python began: parts of files, 38 KB packed.
# They get memory that has just been wiped: more pieces of their size than they need.
zeros = [bytearray(1 << 17) for _ in range(9)]
del zeros
for name in ("stdin", "stdout", "stderr"):
    it = getattr(sys, name)
    it = open(it.fileno(), it.mode, 1, it.encoding, it.errors, closefd=False)  # noqa: SIM115
    setattr(sys, name, it)
    setattr(sys, f"__{name}__", it)
del it
builtins.__late__ = late  # type: ignore[attr-defined]
leave_out({tuple(it) for it in seen})  # type: ignore[name-defined]  # noqa: F821
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
del leave_out, modules, seen  # type: ignore[name-defined]  # noqa: F821
gc.collect()
# Python's own allocator keeps what was freed for the next object of that size. Zeros in it are packed to nothing.
freed = [bytearray(size - 1) for size in range(16, 513, 16) for _ in range(150)]
del freed
gc.collect()
gc.freeze()
id(sys.modules)  # for snapshot.mjs
