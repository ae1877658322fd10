"""Archives as the helper unpacks them (helper/browser.py): a line of JSON with names and sizes, then the contents.

One gzip around all of it is a third of the size of files that are each packed. The same bytes for the same content.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

from tools.fingerprint import hashed, integrity

UTF8_NAME = 0x800  # else unpacking asks for a code page that is cut away
EPOCH = (1980, 1, 1, 0, 0, 0)


def write(folder: Path, name: str, files: dict[str, bytes]) -> dict[str, str]:
    """Pack `files` (name to content) into `folder`; the archive's own name, and its hash as the browser checks it."""
    sizes = {file: len(files[file]) for file in sorted(files)}
    return packed(folder, name, b"".join([json.dumps(sizes).encode(), b"\n", *(files[file] for file in sizes)]))


def packed(folder: Path, name: str, content: bytes) -> dict[str, str]:
    """The same for what is no archive of ours."""
    data = gzip.compress(content, 9, mtime=0)
    file = hashed(f"{name}.bin", data)
    (folder / file).write_bytes(data)
    return {"file": file, "integrity": integrity(data)}


def zipped(files: dict[str, bytes]) -> bytes:
    """`files` as a zip, not packed, which Python can import from."""
    return added(b"", files)


def added(archive: bytes, files: dict[str, bytes]) -> bytes:
    """A zip with `files` in it, too, not packed."""
    with io.BytesIO() as file:
        file.write(archive)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as grown:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.flag_bits |= UTF8_NAME
                grown.writestr(entry, files[name])
        return file.getvalue()


def read(archive: Path) -> dict[str, bytes]:
    """The files in an archive, name to content."""
    sizes, _, contents = gzip.decompress(archive.read_bytes()).partition(b"\n")
    files, start = {}, 0
    for name, size in json.loads(sizes).items():
        files[name] = contents[start : start + size]
        start += size
    return files


def sent(data: bytes) -> int:
    """How many bytes a host that compresses with gzip sends of `data`."""
    return min(len(data), len(gzip.compress(data, 6)))
