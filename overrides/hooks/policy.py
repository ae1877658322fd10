"""MkDocs hook: a strict content security policy on every page, and as headers for hosts that send them.

The meta element comes right after the charset, with the hashes of that page's own inline scripts
(the theme has a few, and an inline script with another text must not run). `frame-ancestors` only
works as a header, so it stands in `_headers` alone, which several static hosts read.

Files with their content's hash in the name may be kept for ever, the service worker not at all. The rest is
left to the host, and those hosts let browsers ask each time: a rule for all of it would be added to the
other one, not replaced by it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from tools.fingerprint import integrity

INLINE = re.compile(r"<script(?P<attributes>(?![^>]*\bsrc=)[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

RUNTIME = "assets/helper/"
WORKER = "sw.js"
HASHED = re.compile(r"\.[0-9a-f]{8,10}\.(min\.)?\w+$")
FOREVER = "  Cache-Control: public, max-age=31536000, immutable"

_hashes: set[str] = set()


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    plugin: Any = config.plugins["i18n"]
    if not plugin.building:  # the pages of all languages share one header
        _hashes.clear()


def on_page_content(html: str, **_: Any) -> str:
    """What somebody ticked in a checklist is not for the browser to bring back."""
    return html.replace('<input type="checkbox"', '<input type="checkbox" autocomplete="off"')


def on_post_page(output: str, **_: Any) -> str:
    return _with_policy(output)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    return _with_policy(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """One policy serves as a header for all pages: it allows what any of them holds."""
    plugin: Any = config.plugins["i18n"]
    if plugin.building:
        return
    rules = [f"Content-Security-Policy: {_policy(_hashes)}; frame-ancestors 'none'"]
    rules += [f"{name}: {value}" for name, value in HEADERS.items()]
    site, base = Path(config.site_dir), urlsplit(config.site_url or "/").path.rstrip("/") + "/"
    hashed = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if HASHED.search(path.name)]
    places = [f"{RUNTIME}*", *(name for name in hashed if not name.startswith(RUNTIME))]
    caching = [f"{base}{WORKER}\n  Cache-Control: no-cache", *(f"{base}{place}\n{FOREVER}" for place in places)]
    lines = [f"{base}*", *(f"  {rule}" for rule in rules), *caching]
    (site / "_headers").write_text("\n".join(lines) + "\n")


def _with_policy(page: str) -> str:
    own = {_hash(found["code"]) for found in INLINE.finditer(page) if "application/json" not in found["attributes"]}
    _hashes.update(own)
    return page.replace(
        CHARSET, f'{CHARSET}\n  <meta http-equiv="Content-Security-Policy" content="{_policy(own)}">', 1
    )


def _policy(hashes: set[str]) -> str:
    allowed = {**DIRECTIVES, "script-src": " ".join([DIRECTIVES["script-src"], *sorted(hashes)])}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _hash(code: str) -> str:
    return f"'{integrity(code.encode())}'"
