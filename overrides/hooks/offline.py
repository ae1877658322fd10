"""MkDocs hook: the service worker with the list of all files, made when everything else is written.

Files come in groups: one for each language (its pages), "base" (what pages need) and "helper" (Python, which
is large; without it, the page of the helper can still say what is missing). In a preview there is no service
worker: it would show what was true a while ago.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from babel.units import format_unit
from mkdocs.config.defaults import MkDocsConfig

from tools import once
from tools.fingerprint import integrity

NAME = "sw.js"
SOURCE = Path(__file__).resolve().parent.parent / "shell" / "offline" / "service-worker.js"
LOST = "503.html"
RUNTIME = "assets/helper/"
# Nobody opens these from a page that is on the device; the spare Python is for the rare browser that needs it.
LEFT_OUT = re.compile(
    rf"\.map$|\.xml(\.gz)?$|^_|^assets/(cards|javascripts/lunr)/|^assets/images/favicon|\.txt$|^{RUNTIME}spare/"
)

# Takes an older one away, where somebody had served the built site from this address before.
NONE = """addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(`steady-line ${registration.scope} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
}
"""


def on_page_context(context: dict[str, Any], config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    context["service_worker"] = "" if config.extra.get("preview") else NAME
    language = str(config.theme["language"]).replace("-", "_")
    size = round(context["helper_files"]["download"] / 1_000_000, 1)
    context["download"] = format_unit(size, "digital-megabyte", "short", locale=language)
    return context


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    plugin: Any = config.plugins["i18n"]
    site = Path(config.site_dir)
    if config.extra.get("preview"):
        (site / NAME).write_text(NONE)
        return
    folders = {row.locale: row.link.lstrip("/") for row in plugin.config.languages}
    (site / NAME).write_text(f"const BUILD = {json.dumps(listed(site, folders), indent=0)};\n{SOURCE.read_text()}")


def listed(site: Path, folders: dict[str, str]) -> dict[str, Any]:
    """What service-worker.js calls BUILD. `folders`: language to its folder in addresses ("" or "de/")."""
    everything = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    names = [name for name in everything if name != NAME and not LEFT_OUT.search(name)]
    names += [name for name in everything if re.search(r"/lunr/min/lunr\.(stemmer\.support|forgiving)\.min\.js$", name)]
    pages = {name: (site / name).read_text(encoding="utf-8") for name in names if name.endswith("index.html")}
    loads = {_path(name): "helper" for name, text in pages.items() if "helper-runtime" in text}
    groups: dict[str, dict[str, str]] = {"base": {}, "helper": {}, **{language: {} for language in folders}}
    for name in names:
        if name in pages or name.endswith((".webmanifest", "search_index.json")):
            group = next((code for code, folder in folders.items() if folder and name.startswith(folder)), "")
            group = group or next(code for code, folder in folders.items() if not folder)
        else:
            group = "helper" if name.startswith(RUNTIME) and not name.endswith(".js") else "base"
        groups[group][_path(name)] = integrity((site / name).read_bytes())
    version = hashlib.sha256(json.dumps(groups, sort_keys=True).encode() + SOURCE.read_bytes()).hexdigest()[:12]
    return {"version": version, "groups": groups, "loads": loads, "lost": LOST}


def _path(name: str) -> str:
    """The address of a file below the site."""
    return name.removesuffix("index.html") if Path(name).name == "index.html" else name
