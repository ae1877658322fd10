"""MkDocs hook: a strict content security policy on every page, and as headers for hosts that send them.

The meta element comes right after the charset, with the hashes of that page's own inline scripts (the theme has a few,
and an inline script with another text must not run). `frame-ancestors` only works as a header, so it stands in
`_headers` alone, which several static hosts read. Both are made from the pages as they lie in the site: what is not
written yet cannot be forgotten.

Files with their content's hash in the name may be kept for ever, the service worker not at all. The rest is
left to the host, and those hosts let browsers ask each time: a rule for all of it would be added to the
other one, not replaced by it.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from tools import once
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


@once.after
def on_post_build(config: MkDocsConfig) -> None:
    """One policy serves as a header for all pages: it allows what any of them holds."""
    site, every = Path(config.site_dir), set[str]()
    for file in site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        own = {_hash(it["code"]) for it in INLINE.finditer(page) if "application/json" not in it["attributes"]}
        meta = f'<meta http-equiv="Content-Security-Policy" content="{_policy(own)}">'
        file.write_text(page.replace(CHARSET, f"{CHARSET}\n  {meta}", 1), encoding="utf-8")
        every |= own
    (site / "_headers").write_text(_headers(site, urlsplit(config.site_url or "/").path.rstrip("/") + "/", every))


def _headers(site: Path, base: str, hashes: set[str]) -> str:
    rules = [f"Content-Security-Policy: {_policy(hashes)}; frame-ancestors 'none'"]
    rules += [f"{name}: {value}" for name, value in HEADERS.items()]
    hashed = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if HASHED.search(path.name)]
    places = [f"{RUNTIME}*", *(name for name in hashed if not name.startswith(RUNTIME))]
    caching = [f"{base}{WORKER}\n  Cache-Control: no-cache", *(f"{base}{place}\n{FOREVER}" for place in places)]
    return "\n".join([f"{base}*", *(f"  {rule}" for rule in rules), *caching, ""])


def _policy(hashes: set[str]) -> str:
    allowed = {**DIRECTIVES, "script-src": " ".join([DIRECTIVES["script-src"], *sorted(hashes)])}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _hash(code: str) -> str:
    return f"'{integrity(code.encode())}'"
