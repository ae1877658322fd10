"""`make check`: warns when a newer tz database is out than the one that is shipped.

Without a network, or where the index does not answer, it says so and nothing fails: a clock change in some country
must not keep anybody from mending a sentence.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

UV = Path(__file__).resolve().parents[2] / "build/bootstrap/bin/uv"
PATIENCE_S = 20


def newest(package: str = "tzdata") -> str:
    """The newest version of a package that the package index has; "" when it cannot be asked."""
    command = [str(UV), "pip", "compile", "--quiet", "--no-header", "--no-annotate", "-"]
    try:
        done = subprocess.run(
            command, input=f"{package}\n", text=True, capture_output=True, timeout=PATIENCE_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(rf"^{package}==(\S+)", done.stdout, re.MULTILINE)
    return found[1] if found else ""


def told(own: str, latest: str) -> str:
    """What to say about the two versions; "" for nothing."""
    if not latest:
        return f"time zones: {own} is used; whether a newer one is out could not be asked"
    if not newer(latest, own):
        return ""
    return f"time zones: tzdata {latest} is out, {own} is used. Run  make lock  and commit requirements/project.txt"


def newer(latest: str, own: str) -> bool:
    return _parts(latest) > _parts(own)


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", number))


if __name__ == "__main__":
    warning = told(version("tzdata"), newest())
    if warning:
        print(f"[check] {warning}", file=sys.stderr)
