"""Which English text a translation was made from, as the translation itself says.

A page's front matter holds it as `source`: git's id of that text (`git hash-object docs/en/x.md`). In a words file it
is a comment  # source: <id>  at the top. Comparing needs no history.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tools.sources.problems import Problem, SourceError

CURRENT, STALE, UNSTAMPED, MISSING = "current", "stale", "unstamped", "missing"
STAMP = re.compile(r"^(?:#\s*)?source:\s*[\"']?(?P<id>[0-9a-f]{40})\b[^\n]*$", re.MULTILINE)


def text_id(data: bytes) -> str:
    """Git's id of a text. Windows line ends count as the plain ones that git stores."""
    data = data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def made_from(path: Path) -> str:
    """The id that a file names as its source, "" for none. Only its top is looked at."""
    found = STAMP.search(_top(path))
    return found["id"] if found else ""


def state(path: Path, original: Path) -> str:
    """CURRENT, STALE or UNSTAMPED; MISSING where there is no such file yet."""
    if not path.exists():
        return MISSING
    if not (known := made_from(path)):
        return UNSTAMPED
    return CURRENT if known == text_id(original.read_bytes()) else STALE


def stamp(path: Path, original: Path) -> None:
    """Write into a translation that it was made from the English text as it is now. Raises SourceError."""
    top, text = _top(path), path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    mark = f"{'# ' if path.suffix == '.yml' else ''}source: {text_id(original.read_bytes())}"
    if STAMP.search(top):
        text = STAMP.sub(mark, top, count=1) + text[len(top) :]
    elif path.suffix == ".yml":
        text = f"{mark}\n{text}"
    elif top:
        text = f"{top}\n{mark}{text[len(top) :]}"
    else:
        advice = "a page begins with lines between  ---  and  --- . Copy them from another page"
        raise SourceError(Problem(path, 1, advice))
    path.write_text(text, encoding="utf-8", newline="\n")


def _top(path: Path) -> str:
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    if path.suffix == ".md":
        return text[: text.index("\n---", 3)] if text.startswith("---\n") and "\n---" in text[3:] else ""
    return text[: found.start()] if (found := re.search(r"^[^#\n]", text, re.MULTILINE)) else text
