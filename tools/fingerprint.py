"""Content hashes in the names of files, so that a host may let browsers keep them for ever.

The shell's modules import each other by plain names ("./paint.js"); in the copies those names carry the hash of the
file they stand for.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path

COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)  # for us, not for visitors
IMPORT = re.compile(r'(?P<before>\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)"\./(?P<name>[\w.-]+\.js)"')


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


def modules(folder: Path) -> dict[str, tuple[str, bytes]]:
    """The JavaScript modules of `folder`: plain name to (hashed name, content with hashed imports).

    Raises ValueError when modules import each other in a circle, which has no such names.
    """
    done: dict[str, tuple[str, bytes]] = {}

    def finish(name: str, path: tuple[str, ...]) -> str:
        if name in path:
            raise ValueError(f"{folder / name}: imports itself through {' -> '.join(path)}. Break the circle.")
        if name not in done:
            text = COMMENT.sub("", (folder / name).read_text(encoding="utf-8"))
            text = IMPORT.sub(lambda it: f'{it["before"]}"./{finish(it["name"], (*path, name))}"', text)
            done[name] = (hashed(name, text.encode()), text.encode())
        return done[name][0]

    for file in sorted(folder.glob("*.js")):
        finish(file.name, ())
    return done
