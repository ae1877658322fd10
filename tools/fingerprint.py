"""Content hashes in the names of files, so that a host may let browsers keep them for ever."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path


def digest(data: bytes) -> str:
    """The first 10 hexadecimal digits of the SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()[:10]


def hashed(name: str, data: bytes) -> str:
    """`name` with the content's hash before its ending: "paint.js" gives "paint.0a1b2c3d4e.js"."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{digest(data)}{dot}{ending}"


def names(folder: Path, pattern: str) -> dict[str, str]:
    """The files of `folder` that fit `pattern`: plain path below it to hashed path."""
    found = {file.relative_to(folder).as_posix(): file for file in sorted(folder.glob(pattern))}
    return {name: hashed(name, file.read_bytes()) for name, file in found.items()}


def integrity(data: bytes) -> str:
    """The SHA-256 of `data` as browsers check it (subresource integrity, content security policy)."""
    return f"sha256-{b64encode(hashlib.sha256(data).digest()).decode()}"
