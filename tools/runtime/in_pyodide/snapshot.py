"""Inside Pyodide: everything that the library holds, imported, and nothing that only the way there needed.

`modules` are the names to import, `evaluated` what Pyodide evaluates whenever it starts. What is in memory afterwards
is shipped (snapshot.mjs), to be taken up on many devices: so nothing of this machine, and no more than visitors need.
Of functions that are not among those `seen` to run (ran.py) the code goes into the file LATE. It comes back when one of
them is called (overrides/shell/deferred.js). Where `seen` is empty all is left in, as if it had not run yet.
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
    stub = sys._getframe(1).f_code
    functions = [it for it in gc.get_objects() if type(it) is types.FunctionType]
    called = next(it for it in functions if it.__code__ is stub)
    import js  # not before, or it would be part of the memory

    codes = marshal.loads(js.lateCode().to_bytes())
    for it in functions:
        if it.__code__.co_filename == LATE:
            it.__code__ = codes[it.__code__.co_firstlineno]
    return called(*given, **named)


def leave_out(known: set[tuple[str, str, int]]) -> None:
    """Have `late` called where a function was not seen to run. Code that several functions share stays: from it nobody
    could tell which of them was called."""
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
        elif not others and (code.co_filename, code.co_qualname, code.co_firstlineno) not in known:
            # Its line is what finds its code again.
            it.__code__ = stub.replace(co_firstlineno=len(codes), co_freevars=code.co_freevars)
            codes.append(code)
    with open(LATE, "wb") as file:
        marshal.dump(codes, file)


LATE = "/late"
at_hand(evaluated)  # type: ignore[name-defined]  # noqa: F821
untold()
del at_hand, untold  # or they would be part of the memory
typing.clear_overloads()
linecache.clearcache()
re.purge()
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
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
del leave_out, modules, seen  # type: ignore[name-defined]  # noqa: F821
gc.collect()
# Python's own allocator keeps what was freed for the next object of that size. Zeros in it are packed to nothing.
freed = [bytearray(size - 1) for size in range(16, 513, 16) for _ in range(150)]
del freed
gc.collect()
