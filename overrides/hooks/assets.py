"""MkDocs hook: puts the Python runtime, the shell's modules and our style sheets into the site, under hashed names.

The runtime is built on demand (tools/runtime/bundle.py) and copied as it is; the plain copies that the
theme would make of the shell are left out. `helper_files` tells the helper's template what is where;
the filter `hashed` gives the name of a style sheet ("assets/not-found.css") as it is published. The parts
of our style sheet in styles/ become one file: one request, and the same one for every page.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment, pass_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from tools import fingerprint
from tools.runtime import bundle

OVERRIDES = Path(__file__).resolve().parent.parent
SHELL = OVERRIDES / "shell"
PLACE = "assets/helper/"
STYLES = OVERRIDES / "styles"
COMMENT = re.compile(rb"/\*.*?\*/\n?", re.DOTALL)  # for us, not for visitors
SHEET = "assets/steady-line.css"
PARTS = (
    "tokens",
    "page",
    "controls",
    "call",
    "running",
    "tabs",
    "timer",
    "phrases",
    "zones",
    "diagrams",
    "card",
    "forced",
    "access",
    "print",
)
"""The order matters: a later one may overrule an earlier one."""

_shell: dict[str, tuple[str, bytes]] = {}
_inline: dict[str, str] = {}
_sheets: dict[str, str] = {}
_joined: dict[str, bytes] = {}
_manifest: dict[str, Any] = {}


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    plugin: Any = config.plugins["i18n"]
    if plugin.building:  # once for a build, not again for each language in it
        return
    try:
        _shell.update(fingerprint.modules(SHELL))
        for file in (SHELL / "inline").glob("*.js"):
            _inline[file.name] = fingerprint.COMMENT.sub("", file.read_text(encoding="utf-8"))
        _sheets.update(fingerprint.names(OVERRIDES, "assets/*.css"))
        _join()
        _manifest.update(bundle.build())
    except ValueError as error:
        raise PluginError(str(error)) from error


def _join() -> None:
    """Put the parts of our style sheet together."""
    if left_out := {file.stem for file in STYLES.glob("*.css")} ^ set(PARTS):
        raise ValueError(f"{STYLES}: PARTS in {__file__} and the files differ: {sorted(left_out)}")
    content = COMMENT.sub(b"", b"".join((STYLES / f"{part}.css").read_bytes() for part in PARTS))
    _sheets[SHEET] = fingerprint.hashed(SHEET, content)
    _joined.clear()
    _joined[_sheets[SHEET]] = content


def on_files(files: Files, **_: Any) -> Files:
    for file in list(files):
        if file.src_uri.startswith(("shell/", "styles/", "hooks/")):
            files.remove(file)
        file.dest_uri = _sheets.get(file.dest_uri, file.dest_uri)
    return files


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    env.filters["hashed"] = pass_context(lambda _, name: _sheets[name])  # else the name is compiled in (templates.py)
    config.extra_css = [_sheets.get(str(name), str(name)) for name in config.extra_css]
    return env


def on_page_context(context: dict[str, Any], config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    context["helper_files"] = {
        "inline": _inline,
        "shell": {name: PLACE + hashed for name, (hashed, _) in _shell.items()},
        "runtime": {
            **{part: _manifest[part] for part in ("lean", "plain", "lock", "packages")},
            "worker": _shell["worker.js"][0] if "worker.js" in _shell else "",
        },
        "download": _manifest["download"],
    }
    return context


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    plugin: Any = config.plugins["i18n"]
    if plugin.building:
        return
    for name, content in _joined.items():
        (Path(config.site_dir) / name).write_bytes(content)
    place = Path(config.site_dir) / PLACE
    place.mkdir(parents=True, exist_ok=True)
    for hashed, content in _shell.values():
        (place / hashed).write_bytes(content)
    shutil.copytree(bundle.OUT, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("manifest.json"))
