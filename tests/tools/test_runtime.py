"""What is tested is what runs: the tests marked `runtime`, inside the shipped Pyodide."""

from __future__ import annotations

import _pydecimal
import shutil
import subprocess
import sysconfig
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.zones import oracle
from tools.runtime import bundle


@pytest.mark.slow
def test_the_timer_tests_pass_in_the_shipped_python() -> None:
    bundle.build()
    further = ROOT / "build/for_pytest"
    further.mkdir(exist_ok=True)
    shutil.copy(_pydecimal.__file__, further)  # Pyodide's library is without it, and pytest wants a decimal
    with suppress(oracle.NoToolsError):
        oracle.read()  # made here, since zic does not run in there
    packages = Path("/project") / Path(sysconfig.get_paths()["purelib"]).relative_to(ROOT)
    done = subprocess.run(
        [
            "node",
            "tools/runtime/in_pyodide.mjs",
            f"--shipped={bundle.OUT}",
            "tools/runtime/in_pyodide/run_tests.py",
            packages,
            f"/project/{further.relative_to(ROOT)}",
            "-q",
            "tests/test_fragment.py",
            "tests/timer",
            "tests/phrases",
            "tests/shorthand/test_reading.py",
            "tests/zones",
        ],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
