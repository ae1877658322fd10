"""MkDocs hook: the phrases, for their page, for the pocket card and for the helper.

On the page, each phrase shows its tone and a link that opens it large in the helper; slots become
visible blanks. The helper gets the phrases of every language as JSON.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from helper.phrases.moments import TILES
from helper.phrases.slots import GIVEN
from tools import once
from tools.sources import phrases, words
from tools.sources.phrasebook import SLOT, SPOKEN, Phrasebook
from tools.sources.phrases import ITEM, SEARCH
from tools.sources.words import Text

_books: dict[str, Phrasebook]
_names: dict[str, str]
_words: dict[str, dict[str, Text]]


@once.before
def on_pre_build(config: MkDocsConfig) -> None:
    global _books, _names, _words
    plugin: Any = config.plugins["i18n"]
    _names = {row.locale: row.name for row in plugin.config.languages}
    folders = {code: Path(config.docs_dir) / code for code in _names}
    _books = phrases.read_all(folders)
    # A file that is not there yet speaks the default language.
    common = words.read(folders[plugin.default_language])
    _words = {code: common | words.read(folder) for code, folder in folders.items()}


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str | None:
    if not page.file.src_uri.endswith("phrases.md"):
        return None
    own = _words[str(config.theme["language"])]
    helper = get_relative_url(page.url.replace("phrases/", "helper/"), page.url)
    item = re.compile(ITEM.pattern, re.MULTILINE)
    markdown = re.sub(rf"{SEARCH.pattern}\n", "", markdown, flags=re.MULTILINE)
    listed = item.sub(lambda found: _item(found, own, helper), markdown)
    return listed.replace("\n## ", f"\n{_parts(str(config.theme['language']))}\n\n## ", 1)


def _parts(language: str) -> str:
    """Links to the page's parts, for the start of it: nobody in a hurry reads a page of phrases through."""
    phases = _book(language).phases
    links = "".join(f'<li><a href="#{phase.id}">{escape(phase.title, quote=False)}</a></li>' for phase in phases)
    return f'<nav class="jump" aria-labelledby="phrases" data-search-exclude><ul>{links}</ul></nav>'


def _book(language: str) -> Phrasebook:
    """The phrases that a page in this language shows: where it has none yet, those of another."""
    return _books.get(language) or next(iter(_books.values()))


def _item(found: re.Match[str], own: dict[str, Text], helper: str) -> str:
    """One phrase in Markdown. Python-Markdown wants a list item's attributes on a line of their own."""
    name, tone = found["id"], escape(str(own[f"phrases.tone.{found['tone']}"]))
    link = f'<a href="{helper}#say={name}">{escape(str(own["phrases.show_large"]))}</a>'
    tools = f'<small class="phrase" data-search-exclude><span>{tone}</span> {link}</small>'
    return f"- {blanks(found['text'], own)} {tools}\n  {{ #{name} .{found['tone']} }}"


def blanks(text: str, own: dict[str, Text]) -> str:
    """A phrase with its slots as visible blanks, each named by what belongs there, or as the words that stand there
    until the helper knows more."""

    def shown(slot: re.Match[str]) -> str:
        if slot[1] in GIVEN:
            return escape(str(own[f"{SPOKEN}{slot[1]}.unknown"]))
        return f'<span class="slot">{escape(str(own[f"{SPOKEN}blank.{slot[1]}"]))}</span>'

    return SLOT.sub(shown, text)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    code = str(config.theme["language"])
    context["phrase_languages"] = {language: _names[language] for language in _books}
    if page.meta.get("template") == "helper.html":
        phases = _book(code).phases
        found = {it.id: it for phase in phases for it in phase.situations}
        context["phrase_phases"] = phases
        context["phrase_tiles"] = [found[name] for name in TILES if name in found]
        context["phrases_data"] = {
            "page": code,
            "languages": {name: book.as_data(_names[name], _words[name]) for name, book in _books.items()},
        }
    if page.meta.get("template") == "card.html":
        context["card"] = _card(code)
    return context


def _card(language: str) -> list[str]:
    """The pocket card's phrases, as HTML."""
    book = _book(language)
    texts = {phrase.id: phrase.text for phrase in book.phrases()}
    return [blanks(escape(texts[name], quote=False), _words[language]) for name, _ in book.card]
