"""Chromium: the machine's own, else Playwright's."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

from tools.setup import CHROMIUM_NAMES

ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def executable(driver: Playwright) -> str:
    """The machine's own Chromium, or Playwright's."""
    own = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((path for path in own if path), driver.chromium.executable_path)


def arguments() -> list[str]:
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def launch(driver: Playwright, *more: str) -> Browser:
    return driver.chromium.launch(executable_path=executable(driver), args=[*arguments(), *more])
