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
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from tools import phrases, words
from tools.phrases import ITEM, PhrasesError
from tools.sheet import SLOT, Sheet
from tools.words import Text, WordsError

SPOKEN = "phrases.spoken."

_sheets: dict[str, Sheet] = {}
_names: dict[str, str] = {}
_words: dict[str, dict[str, Text]] = {}


def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
    plugin: Any = config.plugins["i18n"]
    if plugin.building:  # once for a build, not again for each language in it
        return
    languages = plugin.config.languages
    folders = {language.locale: Path(config.docs_dir) / language.locale for language in languages}
    _names.update({language.locale: language.name for language in languages})
    try:
        _sheets.update(phrases.read_all(folders))
        # A file that is not there yet speaks the default language.
        common = words.read(folders[plugin.default_language])
        _words.update({language: common | words.read(folder) for language, folder in folders.items()})
    except (PhrasesError, WordsError) as error:
        raise PluginError(str(error)) from error


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str | None:
    if not page.file.src_uri.endswith("phrases.md"):
        return None
    own = _words[str(config.theme["language"])]
    helper = get_relative_url(page.url.replace("phrases/", "helper/"), page.url)
    item = re.compile(ITEM.pattern, re.MULTILINE)
    listed = item.sub(lambda found: _item(found, own, helper), markdown)
    return listed.replace("\n## ", f"\n{_parts(str(config.theme['language']))}\n\n## ", 1)


def _parts(language: str) -> str:
    """Links to the page's parts, for the start of it: nobody in a hurry reads a page of phrases through."""
    phases = _sheet(language).phases
    links = "".join(f'<li><a href="#{phase.id}">{escape(phase.title, quote=False)}</a></li>' for phase in phases)
    return f'<nav class="jump" aria-labelledby="phrases" data-search-exclude><ul>{links}</ul></nav>'


def _sheet(language: str) -> Sheet:
    """The phrases that a page in this language shows: where it has none yet, those of another."""
    return _sheets.get(language) or next(iter(_sheets.values()))


def _item(found: re.Match[str], own: dict[str, Text], helper: str) -> str:
    """One phrase in Markdown. Python-Markdown wants a list item's attributes on a line of their own."""
    name, tone = found["id"], escape(str(own[f"phrases.tone.{found['tone']}"]))
    link = f'<a href="{helper}#say={name}">{escape(str(own["phrases.show_large"]))}</a>'
    tools = f'<small class="phrase" data-search-exclude><span>{tone}</span> {link}</small>'
    return f"- {blanks(found['text'], own)} {tools}\n  {{ #{name} .{found['tone']} }}"


def blanks(text: str, own: dict[str, Text]) -> str:
    """A phrase with its slots as visible blanks, each named by what belongs there."""
    return SLOT.sub(lambda slot: f'<span class="slot">{escape(str(own[f"{SPOKEN}blank.{slot[1]}"]))}</span>', text)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    code = str(config.theme["language"])
    context["phrase_languages"] = {language: _names[language] for language in _sheets}
    if page.meta.get("template") == "helper.html":
        context["phrase_phases"] = _sheet(code).phases
        context["phrases_data"] = {"page": code, "languages": {name: _data(name) for name in _sheets}}
    if page.meta.get("template") == "card.html":
        context["card"] = _card(code)
    return context


def _data(language: str) -> dict[str, object]:
    spoken = {key: text for key, text in _words[language].items() if key.startswith(SPOKEN)}
    return {"name": _names[language], "words": spoken, "phases": _sheets[language].as_data()}


def _card(language: str) -> list[str]:
    """The pocket card's phrases, as HTML."""
    sheet = _sheet(language)
    texts = {phrase.id: phrase.text for phrase in sheet.phrases()}
    return [blanks(escape(texts[name], quote=False), _words[language]) for name, _ in sheet.card]
