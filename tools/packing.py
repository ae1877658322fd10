"""Archives as the worker unpacks them (overrides/shell/worker.js): one stored zip inside one gzip.

That is a third of the size of a zip of many small files that are each packed. The same bytes for the same content.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

from tools.fingerprint import hashed, integrity

UTF8_NAME = 0x800  # else zipfile, unpacking, asks for a code page that is cut away
EPOCH = (1980, 1, 1, 0, 0, 0)


def write(folder: Path, name: str, files: dict[str, bytes]) -> dict[str, str]:
    """Pack `files` (name to content) into `folder`; the archive's own name, and its hash as the browser checks it."""
    data = _packed(files)
    file = hashed(f"{name}.bin", data)
    (folder / file).write_bytes(data)
    return {"file": file, "integrity": integrity(data)}


def opened(archive: Path) -> zipfile.ZipFile:
    """An archive, to be read."""
    return zipfile.ZipFile(io.BytesIO(gzip.decompress(archive.read_bytes())))


def sent(data: bytes) -> int:
    """How many bytes a host that compresses with gzip sends of `data`."""
    return min(len(data), len(gzip.compress(data, 6)))


def _packed(files: dict[str, bytes]) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.flag_bits |= UTF8_NAME
                archive.writestr(entry, files[name])
        return gzip.compress(file.getvalue(), 9, mtime=0)
