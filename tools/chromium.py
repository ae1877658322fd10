"""Chromium: the machine's own, else Playwright's.

There are two of them. The whole browser draws windows and tabs of its own even where nobody sees them; the headless
shell has the same engine and nothing round it, and takes a fifth of the processor time for a context. Tests use the
shell where it is there, and the whole one for what only that has: tabs in the background, a profile on the disk.
"""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

from tools.setup import CHROMIUM_NAMES, CHROMIUM_SHELL

ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def executable(driver: Playwright) -> str:
    """The whole browser: the machine's own, or Playwright's."""
    own = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((path for path in own if path), driver.chromium.executable_path)


def arguments() -> list[str]:
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def launch(driver: Playwright, *more: str) -> Browser:
    """The shell where there is one, else the whole browser."""
    path = shutil.which(CHROMIUM_SHELL) or executable(driver)
    return driver.chromium.launch(executable_path=path, args=[*arguments(), *more])
