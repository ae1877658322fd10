"""Pyodide without the lists that only extension modules need.

Pyodide offers all of Python's functions to extension modules that somebody may load later: 8,560 exports
of the WebAssembly, and a line of JavaScript for each. The helper loads none. Names that nothing asks for are
taken off both lists; no code is changed, and what Python itself uses inside stays. That saves 0.16 MB to
load (gzip) and about a seventh of the time that loadPyodide takes.

Only that may live here. Raises ValueError where the files are not built as expected: then a new version of
Pyodide wants a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NAME = re.compile(r"[\w$]+")
ASSIGNED = re.compile(r"(?<=function assignWasmExports\(wasmExports\)\{).*?(?=\}var wasmImports=)")
EXPORT = re.compile(r'wasmExports\["([^"]+)"\]')
IMPORTS, EXPORTS = 2, 7
"""Sections of a module: https://webassembly.github.io/spec/core/binary/modules.html"""
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)


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
    """The module with only those exports that are used, or that it imports from itself as addresses (GOT)."""
    sections = list(_sections(wasm))
    needed = used | {name for kind, body in sections if kind == IMPORTS for name in _addresses(body)}
    parts = [wasm[:8]]
    for kind, body in sections:
        if kind == EXPORTS:
            kept = [entry for name, entry in _exports(body) if name in needed]
            body = _leb(len(kept)) + b"".join(kept)
        parts.append(bytes([kind]) + _leb(len(body)) + body)
    return b"".join(parts)


def _sections(wasm: bytes) -> Iterator[tuple[int, bytes]]:
    at = 8
    while at < len(wasm):
        kind = wasm[at]
        size, at = _unleb(wasm, at + 1)
        yield kind, wasm[at : at + size]
        at += size


def _exports(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each export's name, and its whole entry."""
    count, at = _unleb(body, 0)
    for _ in range(count):
        start = at
        name, at = _text(body, at)
        _, at = _unleb(body, at + 1)
        yield name, body[start:at]


def _addresses(body: bytes) -> Iterator[str]:
    """Names of what is imported from "GOT.func" and "GOT.mem", which the JavaScript fills in from the exports."""
    count, at = _unleb(body, 0)
    for _ in range(count):
        module, at = _text(body, at)
        name, at = _text(body, at)
        kind, at = body[at], at + 1
        if kind in (TABLE, GLOBAL, TAG):
            at += 1  # the kind of element, the type, the attribute
        if kind in (FUNCTION, TAG):
            _, at = _unleb(body, at)
        elif kind == GLOBAL:
            at += 1
        else:
            bounded, at = body[at] & 1, at + 1
            for _ in range(1 + bounded):
                _, at = _unleb(body, at)
        if module.startswith("GOT."):
            yield name
    if at != len(body):
        raise ValueError("pyodide.asm.wasm: its imports are not written as tools/trim.py reads them")


def _text(body: bytes, at: int) -> tuple[str, int]:
    size, at = _unleb(body, at)
    return body[at : at + size].decode(), at + size


def _unleb(data: bytes, at: int) -> tuple[int, int]:
    """A number as WebAssembly writes it, and where the next thing begins."""
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at


def _leb(number: int) -> bytes:
    written = bytearray()
    while number >= 0x80:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])
