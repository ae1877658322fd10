"""MkDocs hook: what Markdown's HTML lacks for people who tap with shaking hands, use keys or have it read aloud.

Each step of a checklist is the label of its own box: named, and a place to tap as wide as its words. A link that
stands alone is marked, so that it can be made large. A table, which may be wider than a phone, is a place of its own
that keys can scroll, named by the heading above it. An icon has a size of its own: without styles, it would fill
the screen. What somebody ticked is not for the browser to bring back.
"""

from __future__ import annotations

import re
from typing import Any

BOX = re.compile(
    r"(?P<label><label class=\"task-list-control\">(?:(?!</label>).)*)</label>(?P<words>.*?)\s*"
    r"(?=</(?:p|li)>|<(?:p|ul|ol|blockquote)\b)",
    re.DOTALL,
)
ALONE = re.compile(
    r"(?P<before><(?:li|p|td)>(?:<strong>)?|</a></strong> )"
    r"<a (?P<link>[^<>]*>[^<]*</a>(?:</strong>)?[.:]?</(?:li|p|td)>)"
)
TABLE = re.compile(r"<h[1-6] id=\"(?P<id>[^\"]+)\"|<table>.*?</table>", re.DOTALL)
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"'


def on_page_content(html: str, **_: Any) -> str:
    html = BOX.sub(r"\g<label>\g<words></label>", html)
    html = html.replace('<input type="checkbox"', '<input type="checkbox" autocomplete="off"')
    html = ALONE.sub(r'\g<before><a class="alone" \g<link>', html)
    return _wrapped(html) if "<table>" in html else html


def _wrapped(html: str) -> str:
    heading = ""

    def place(found: re.Match[str]) -> str:
        nonlocal heading
        if found["id"]:
            heading = found["id"]
            return found[0]
        return f'<div class="wide" tabindex="0" role="region" aria-labelledby="{heading}">{found[0]}</div>'

    return TABLE.sub(place, html)


def on_post_page(output: str, **_: Any) -> str:
    return output.replace(ICON, f'{ICON} width="24" height="24"')
