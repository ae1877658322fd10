"""An independent oracle for time zones: the tz database's own tools on its own source.

`zic` compiles the tzdata.zi of the installed release, `zdump` prints what every zone's clock shows one
second before and one second after each change from 1970 to 2037. Neither shares code with Python.
Made once for each release, in build/; run as a module to make it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import ROOT

type Oracle = dict[str, list[tuple[int, int, str]]]
"""Zone to (seconds since 1970, offset from UTC in seconds, abbreviation), in order of time."""

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/bin"])
LINE = re.compile(
    r"^(?P<file>\S+)\s+\w{3} (?P<when>\w{3} +\d+ [\d:]{8} \d{4}) UTC? = "
    r".* (?P<short>\S+) isdst=\d gmtoff=(?P<offset>-?\d+)$"
)


class NoToolsError(Exception):
    """zic or zdump is not installed."""


def read() -> Oracle:
    """The oracle for the installed tzdata; made if need be. Raises NoToolsError."""
    from tools.world.zones import folder

    source = folder() / "tzdata.zi"
    with source.open(encoding="utf-8") as file:
        version = file.readline().split()[-1]
    kept = ROOT / "build" / f"zones-{version}.json"
    if not kept.exists():
        made = _make(source)
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(made), encoding="utf-8")
    return {
        zone: [(at, offset, short) for at, offset, short in rows] for zone, rows in json.loads(kept.read_text()).items()
    }


def _make(source: Path) -> Oracle:
    zic, zdump = (shutil.which(name, path=PLACES) for name in ("zic", "zdump"))
    if not zic or not zdump:
        raise NoToolsError("zic and zdump are missing: on Debian or Ubuntu, apt install libc-bin")
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder).resolve()
        subprocess.run([zic, "-b", "fat", "-d", str(compiled), str(source)], check=True, capture_output=True)
        files = sorted(str(file) for file in compiled.rglob("*") if file.is_file())
        dump = subprocess.run(
            [zdump, "-v", "-c", "1970,2038", *files], check=True, capture_output=True, text=True
        ).stdout
        found: Oracle = {str(Path(file).relative_to(compiled)): [] for file in files}
        for line in dump.splitlines():
            row = LINE.match(line)
            if row:
                when = datetime.strptime(" ".join(row["when"].split()), "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
                zone = str(Path(row["file"]).relative_to(compiled))
                found[zone].append((int(when.timestamp()), int(row["offset"]), row["short"]))
    return found


if __name__ == "__main__":
    read()
