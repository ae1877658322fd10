"""MkDocs hook: puts the Python runtime, the shell and our style sheets into the site, under hashed names.

The runtime is built on demand (tools/runtime/bundle.py) and copied as it is; the plain copies that the
theme would make of the shell are left out. `helper_files` tells the helper's template what is where;
the filter `hashed` gives the name of a style sheet ("assets/not-found.css") as it is published. The shell's
modules become one file for each page or worker (esbuild), the parts of our style sheet in styles/ one for all.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, pass_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from tools import fingerprint, once
from tools.runtime import bundle

OVERRIDES = Path(__file__).resolve().parent.parent
SHELL = OVERRIDES / "shell"
ESBUILD = bundle.ROOT / "node_modules/.bin/esbuild"
LOADED = ("page.js", "message.js", "numbers.js", "card.js", "helper.js", "offline.js", "worker.js", "inline/boot.js")
"""What pages load; the other modules come along in these. One that comes along in two must hold no state."""
OPTIONS = ("--bundle", "--minify", "--format=esm", "--target=es2020", "--log-level=warning")
"""Pages are also for browsers that are too old for the helper."""
PLACE = "assets/helper/"
STYLES = OVERRIDES / "styles"
SHEET = "assets/steady-line.css"
PARTS = (
    "tokens", "page", "urgent", "numbers", "controls", "call", "running", "tabs", "timer", "phrases", "zones",
    "diagrams", "card", "forced", "access", "print",
)  # fmt: skip
"""The order matters: a later one may overrule an earlier one."""

_shell: dict[str, tuple[str, bytes]]
_inline: dict[str, str]
_sheet: bytes
_sheets: dict[str, str]
_manifest: dict[str, Any]


@once.before
def on_pre_build(config: MkDocsConfig) -> None:
    global _shell, _inline, _sheet, _sheets, _manifest
    modules = _modules()
    _inline = {Path(name).name: modules.pop(name).decode() for name in [*modules] if name.startswith("inline/")}
    _shell = {name: (fingerprint.hashed(name, content), content) for name, content in modules.items()}
    _sheet = _joined()
    _sheets = {**fingerprint.names(OVERRIDES, "assets/*.css"), SHEET: fingerprint.hashed(SHEET, _sheet)}
    _manifest = bundle.build()


def _modules() -> dict[str, bytes]:
    """What of the shell pages load, by its name, with all that it imports. Raises ValueError if esbuild refuses it."""
    with tempfile.TemporaryDirectory() as place:
        files = [str(SHELL / name) for name in LOADED]
        command = [str(ESBUILD), *files, *OPTIONS, f"--outbase={SHELL}", f"--outdir={place}"]
        done = subprocess.run(command, text=True, capture_output=True, check=False)
        if done.returncode:
            raise ValueError(done.stderr)
        return {name: (Path(place) / name).read_bytes() for name in LOADED}


def _joined() -> bytes:
    """The parts of our style sheet, put together and made small. Raises ValueError if esbuild finds a fault in it."""
    if left_out := {file.stem for file in STYLES.glob("*.css")} ^ set(PARTS):
        raise ValueError(f"{STYLES}: PARTS in {__file__} and the files differ: {sorted(left_out)}")
    whole = b"".join((STYLES / f"{part}.css").read_bytes() for part in PARTS)
    command = [str(ESBUILD), "--loader=css", "--minify", "--log-level=warning"]
    done = subprocess.run(command, input=whole, capture_output=True, check=False)
    if done.returncode or done.stderr:
        raise ValueError(done.stderr.decode())
    return done.stdout


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
            "worker": _shell["worker.js"][0],
        },
        "download": _manifest["download"],
    }
    return context


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    (Path(config.site_dir) / _sheets[SHEET]).write_bytes(_sheet)
    place = Path(config.site_dir) / PLACE
    place.mkdir(parents=True, exist_ok=True)
    for hashed, content in _shell.values():
        (place / hashed).write_bytes(content)
    shutil.copytree(bundle.OUT, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("manifest.json"))
