"""What pytest and Hypothesis ask of Python and the shipped one is without (trim.py): just enough for them.

Only that may live here; nothing that the helper imports. `install()` before importing either.
"""

from __future__ import annotations

import sys
import zlib
from types import ModuleType


class Digest:
    """In place of a cryptographic hash, for names in a database of examples that nobody keeps."""

    def __init__(self, data: bytes = b"", **_: object) -> None:
        self.data = data

    def update(self, data: bytes) -> None:
        self.data += data

    def digest(self) -> bytes:
        return b"".join(zlib.crc32(self.data, start).to_bytes(4) for start in range(12))

    def hexdigest(self) -> str:
        return self.digest().hex()


class Array(list[int]):
    """In place of array.array: what it may hold is not limited."""

    def __init__(self, typecode: str, initial: object = ()) -> None:
        super().__init__(initial)  # type: ignore[call-overload]
        self.typecode, self.itemsize = typecode, 8


MODULES: dict[str, dict[str, object]] = {
    "hashlib": dict.fromkeys(("md5", "sha1", "sha256", "sha384"), Digest),
    "array": {"array": Array, "ArrayType": Array},
}


def install() -> None:
    for name, content in MODULES.items():
        module = ModuleType(name)
        vars(module).update(content)
        sys.modules[name] = module
