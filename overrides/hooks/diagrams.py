"""MkDocs hook: puts a drawing where a page says <figure data-diagram="turns"></figure>.

A drawing is a template in partials/diagrams/ with its words from docs/<language>/words/diagrams.yml. Lines are SVG,
words are HTML beside them: they wrap, grow with the reader's letters and are read aloud as they stand.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, TemplateNotFound
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

FIGURE = re.compile(r'<figure data-diagram="(?P<name>[\w-]*)"></figure>')

_environment: Environment


def on_env(env: Environment, **_: Any) -> Environment:
    global _environment
    _environment = env
    return env


def on_page_context(context: dict[str, Any], page: Page, **_: Any) -> dict[str, Any]:
    if "data-diagram" not in (page.content or ""):
        return context

    def drawn(found: re.Match[str]) -> str:
        try:
            template = _environment.get_template(f"partials/diagrams/{found['name']}.html")
        except TemplateNotFound as error:
            raise PluginError(f"{page.file.src_uri}: there is no drawing “{found['name']}”.") from error
        return template.render(words=context["words"], mark=context["marks"]["inside"]["diagrams"])

    page.content = FIGURE.sub(drawn, page.content or "")
    return context
