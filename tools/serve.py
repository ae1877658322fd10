"""`make serve`: the site on an address it prints, built again when a file is saved.

Building is MkDocs with the project's hooks. With LANGUAGE=de only German is built, which takes half a second. What is
wrong with a source is said in plain words, and the last good state stays on show until it is mended.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from tools.checks import structure
from tools.sources import languages
from tools.sources.problems import ROOT, Problem, SourceError, listing

POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
LOOK_EVERY = 0.15
"""Seconds between two looks at the files."""


class _Server(LiveReloadServer):
    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The pages' own policy would forbid the script that reloads them."""
        return bytes(super()._inject_js_into_html(POLICY.sub(b"", content), epoch))  # type: ignore[no-untyped-call]


class Preview:
    """Builds into one of two folders by turns, so that a build that fails leaves the other one on show."""

    def __init__(self, language: str, port: int, place: Path, config: Path = languages.CONFIG) -> None:
        self.language, self.place, self.config = language, place, config
        self.good = place / "0"
        self.good.mkdir()
        self.server = _Server(self.build, "127.0.0.1", port, str(self.good), polling_interval=LOOK_EVERY)
        self.server.error_handler = self._error_page
        self.started = False

    @property
    def start_page(self) -> str:
        inner = "" if self.language in ("", _default()) else f"{self.language}/"
        return f"{self.server.url}{inner}"

    def build(self) -> None:
        """Build, or say why not. Never raises: the server would stop answering."""
        begun = time.monotonic()
        target = self.place / ("1" if self.good.name == "0" else "0")
        try:
            problems = self._check()
            if not problems:
                build(self._config(target), serve_url=self.server.url)
                self.good = target
                self.server.root = str(target)
                say(f"ready in {time.monotonic() - begun:.1f} s: {self.start_page}")
                return
            say(f"{len(problems)} to mend:\n{listing(problems)}")
        except MkDocsException as error:
            say(str(error))
        except SystemExit as error:
            say(str(error.code or "the build stopped"))
        except Exception as error:  # whatever a template or a hook raises: a translator cannot use a traceback
            say(_plainly(error))
        say("shown is the last good state." if self.started else "the site appears when this is mended.")

    def _check(self) -> list[Problem]:
        """What stops a build. What only differs from the English page is told, and stops nothing."""
        try:
            every = languages.read(self.config)
        except SourceError as error:
            return [error.problem]
        known = structure.everyone(every)
        stops = structure.must_hold(every, known)
        mine = every.folder(self.language) if self.language else every.docs
        hints = [] if stops else structure.should_match(every, known)
        if hints := [it for it in hints if it.path.is_relative_to(mine)]:
            say(f"not like the English page yet ({len(hints)}):\n{listing(hints)}")
        return stops

    def _config(self, target: Path) -> MkDocsConfig:
        config = load_config(str(self.config), site_dir=str(target), strict=False)
        config.site_url = self.server.url
        config.extra["preview"] = True
        if self.language:
            plugin: Any = config.plugins["i18n"]
            plugin.current_language = self.language
            for row in plugin.config.languages:
                row.build = row.locale == self.language
        return config

    def _error_page(self, code: int) -> bytes | None:
        page = self.good / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    def run(self) -> None:
        config = self._config(self.place / "1")
        config.plugins.on_startup(command="serve", dirty=False)
        self.build()
        self.started = True
        for path in (config.docs_dir, str(self.config), *config.watch):
            self.server.watch(path)
        try:
            self.server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            say("stopped.")
        finally:
            self.server.shutdown()


def _plainly(error: Exception) -> str:
    """One line about an error that nobody foresaw, with the place it names itself."""
    place = getattr(error, "filename", None) or getattr(error, "name", None)
    line = getattr(error, "lineno", None)
    where = f"{place}:{line}: " if place and line else ""
    remedy = "Undo your last change; if that does not help, please report this line"
    return f"{where}{error} ({type(error).__name__}). {remedy}."


def _default() -> str:
    return languages.read().default


def say(text: str) -> None:
    print(f"[serve] {text}", flush=True)


def _chosen(language: str) -> str:
    try:
        known = languages.read().names
    except SourceError as error:
        sys.exit(str(error))
    if language and language not in known:
        choices = f"choose one of {', '.join(known)}, for example  make serve LANGUAGE={next(iter(known))}"
        entry = f"add it to the list in mkdocs.yml:  - {{ locale: {language}, name: … }}"
        sys.exit(f"[serve] “{language}” is no language of the site: {choices}; or {entry}")
    return language


def _free(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"[serve] port {port} is taken: choose another one, for example  make serve PORT={port + 1}")
    return port


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--language", default="", help="build only this language")
    given = parser.parse_args()
    os.chdir(ROOT)
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("[serve] %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    with tempfile.TemporaryDirectory(prefix="steady-line-") as place:
        preview = Preview(_chosen(given.language), _free(given.port), Path(place))
        print("[serve] stop with Ctrl+C", flush=True)
        preview.run()


if __name__ == "__main__":
    main()
