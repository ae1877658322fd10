"""MkDocs hook: the phrases page. Each phrase is one list item that ends with `{ #id .tone }`.

Python-Markdown wants a list item's attributes on a line of their own; translators need not know.
"""

from __future__ import annotations

import re
from typing import Any

from mkdocs.structure.pages import Page

ATTRIBUTES = re.compile(r"^(?P<phrase>- .*\S) (?P<attributes>\{ #[\w-]+ \.\w+ \})$", re.MULTILINE)


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str | None:
    if not page.file.src_uri.endswith("phrases.md"):
        return None
    return ATTRIBUTES.sub(r"\g<phrase>\n  \g<attributes>", markdown)
