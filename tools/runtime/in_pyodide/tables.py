"""Inside Pyodide: where tables lie that no function of a call reads. Usage: tables.py OUT

Half of what Pyodide's WebAssembly brings as data, packed, are the characters of Chinese, Japanese and Korean
encodings, twice, and the names of all characters: static tables in C (_codecs_*.c and unicodedata.c of Python, iconv.c
of the C library), for functions that are all in the second module (split.mjs); and a fifth of the rest is what
functions in C say of themselves. So the tables and texts go there, too. OUT gets each as two words of 32 bits, its
address and its length, and its bytes.

What is in a table is asked of Python itself: its pointers lead there, or its characters and names stand there one
after the other. What lies between two parts of one file's tables is of that file, too: the linker keeps together what
a file brings. A text is known by its form. Raises ValueError where something is not found: then a new Python or C
library keeps it in another way.
"""

import importlib
import re
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile

import pyodide_js

type Stretch = tuple[int, int]
"""The first address, and the one behind the last."""

ENOUGH = 24  # characters that stand one after the other in only one order
BLOCK = 64  # characters, at least, that such a table keeps together
DOC = re.compile(rb"(?<=\0)[\n -~]+\n--\n\n[^\0]*\0")
ALIGNED = 16  # bytes: where a text of C begins that is a variable
LEADING = {"gb18030": (0x81, 0xFE), "big5": (0xA1, 0xF9), "euc_jp": (0xA1, 0xF4), "euc_kr": (0xA1, 0xFD)}
"""Encodings that iconv has tables for: the first bytes of two, from and to."""


def copied(start: int = 0, end: int | None = None) -> bytes:
    """Of the memory: a copy, since it may be moved by Python's asking for it."""
    found: bytes = pyodide_js._module.HEAPU8.slice(start, end).to_bytes()
    return found


def of_codecs(memory: bytes) -> Iterator[Stretch]:
    """Modules/cjkcodecs/cjkcodecs.h: a map is a name and two indexes; an index is 256 times a pointer to a table, and
    the first and the last byte that it is for."""
    for name in sys.builtin_module_names:
        for kind, capsule in vars(importlib.import_module(name)).items() if name.startswith("_codecs_") else ():
            if not kind.startswith("__map_") or kind == "__map_jisx0213_pair":  # pairs are kept otherwise, and are few
                continue
            (its_map,) = struct.unpack("<8xI", copied(id(capsule), id(capsule) + 12))
            for index in struct.unpack("<4xII", copied(its_map, its_map + 12)):
                for table, first, last in struct.iter_unpack("<IBBxx", memory[index : index + 2048] if index else b""):
                    if table:
                        yield table, table + (last - first + 1) * 2


def of_names(memory: bytes) -> Stretch:
    """Tools/unicode/makeunicodedata.py: for each character the place of its name in a list, the names, and for each
    place the character."""
    named = {code for code in range(sys.maxunicode + 1) if is_stored(code)}
    start, end = longest_without_repetition(memory)
    characters = [code for (code,) in struct.iter_unpack("<I", memory[start:end])]
    if not named <= {*characters}:
        raise ValueError("the characters by the places of their names are not where tables.py looks for them")
    places = {code: place for place, code in enumerate(characters)}
    blocks = [[*codes] for _, codes in groupby(sorted(named), lambda code: code // BLOCK)]
    whole = [[places[code] for code in block] for block in blocks if len(block) == BLOCK]
    whole = [block for block in whole if is_distinct(block)]
    for before in range(ENOUGH):  # words that happen to stand in front of the list
        if memory.find(halves(whole[0], before)) >= 0:
            return min(memory.index(halves(block, before)) for block in whole), end
    raise ValueError("the places of names by their characters are not where tables.py looks for them")


def is_stored(code: int) -> bool:
    """Whether the name is: of others it is made, of their number or a syllable's parts."""
    name = unicodedata.name(chr(code), "")
    return bool(name) and f"{code:X}" not in name and not name.startswith("HANGUL SYLLABLE")


def longest_without_repetition(memory: bytes) -> Stretch:
    """The longest stretch of words that are all characters, and all different ones."""
    longest = start = end = 0
    seen: dict[int, int] = {}
    for at, (word,) in enumerate(struct.iter_unpack("<I", memory[: len(memory) // 4 * 4])):
        start = max(start, at + 1 if word > sys.maxunicode else seen.get(word, -1) + 1)
        seen[word] = at
        if at + 1 - start > longest:
            longest, end = at + 1 - start, at + 1
    return (end - longest) * 4, end * 4


def of_iconv(memory: bytes, codecs: list[Stretch]) -> Stretch:
    """src/locale/iconv.c of musl: for each pair of bytes its character. Python's own tables may have the same ones."""
    places = set()
    for encoding, (first, last) in LEADING.items():
        for leading in range(first, last + 1):
            for row in rows(encoding, leading):
                at = memory.find(row)
                while at >= 0:
                    places |= {at, at + len(row)}
                    at = memory.find(row, at + 1)
    places -= {at for at in places for start, end in codecs if start <= at <= end}
    if not places or any(min(places) < end and start < max(places) for start, end in codecs):
        raise ValueError("the tables of iconv are not where tables.py looks for them")
    return min(places), max(places)


def rows(encoding: str, leading: int) -> Iterator[bytes]:
    """The characters of the bytes that follow `leading`, where there is one for each."""
    characters = [bytes([leading, following]).decode(encoding, "replace") for following in range(0x40, 0xFF)]
    for known, run in groupby(characters, lambda it: len(it) == 1 and it != "\ufffd"):
        codes = [ord(it) for it in run] if known else []
        if is_distinct(codes) and max(codes) <= 0xFFFF:
            yield halves(codes)


def is_distinct(numbers: list[int]) -> bool:
    """Whether these, in this order, are to be found nowhere else: many, and not just each one more than the last."""
    return len(numbers) >= ENOUGH and max(numbers) - min(numbers) >= len(numbers)


def of_docs(memory: bytes) -> list[Stretch]:
    """What functions and types in C say of themselves, as Argument Clinic writes it: a signature, "--", the text. Only
    `__doc__` and `__text_signature__` read it. Variables alone, which lie behind all literals: a literal's end may be
    another one, too."""
    docs = [it.span() for it in DOC.finditer(memory)]
    variables = [*takewhile(lambda it: it[0] % ALIGNED == 0, reversed(docs))]
    if len(variables) < len(docs) / 2:
        raise ValueError("the texts about functions in C are not where tables.py looks for them")
    return variables


def halves(numbers: list[int], less: int = 0) -> bytes:
    """As numbers of 16 bits, each less by that many."""
    return struct.pack(f"<{len(numbers)}H", *((number - less) % 0x10000 for number in numbers))


def joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """In order, those as one that touch: between two tables lie at most three bytes."""
    start = end = 0
    for first, last in sorted(stretches):
        if first > end + 3:
            if end:
                yield start, end
            start = first
        end = max(end, last)
    yield start, end


static = copied(0, pyodide_js._module.___heap_base)
codecs = [*of_codecs(static)]
with open(sys.argv[1], "wb") as file:
    for start, end in joined([*codecs, of_names(static), of_iconv(static, codecs), *of_docs(static)]):
        file.write(struct.pack("<II", start, end - start) + static[start:end])
