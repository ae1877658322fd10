"""MkDocs hook: unsound sources stop the build in plain words, and pages that are not translated, or
no longer up to date, say so.

For templates: `translation`, what a page is and where it is in which language; `marks`, the attributes
for what had to be taken from the default language; `theme_language`, the closest one the theme speaks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from tools import once
from tools.checks import structure
from tools.sources import languages
from tools.sources.availability import Availability, marked
from tools.sources.languages import Languages
from tools.sources.problems import listing
from tools.sources.stamps import MISSING

_known: Availability


@once.before
def on_pre_build(config: MkDocsConfig) -> None:
    global _known
    plugin: Any = config.plugins["i18n"]
    rows = plugin.config.languages
    site = Languages(Path(config.docs_dir), {row.locale: row.name for row in rows}, plugin.default_language)
    # Pages know their translations from tools/sources/availability.py; finding them here as well would take longer with
    # every language, for each page.
    plugin.reconfigure_files_alternates = lambda *_: None
    _known = Availability(site, {row.locale: row.link.lstrip("/") for row in rows})
    if found := structure.must_hold(site, structure.everyone(site)):
        raise PluginError(f"nothing was built, {len(found)} to mend:\n{listing(found)}")


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    code = str(config.theme["language"])
    choices = (code, code.split("-")[0], _known.site.default)
    found = env.select_template([f"partials/languages/{choice}.html" for choice in choices])
    env.globals["theme_language"] = Path(str(found.name)).stem
    env.globals["text_direction"] = languages.locale(code).text_direction
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    code = str(config.theme["language"])
    name = str(page.file.norm_src_uri)  # type: ignore[attr-defined]
    addresses, state = _known.addresses(name), _known.state(name, code)
    default = _known.site.default
    if state == MISSING:
        page.canonical_url = f"{config.site_url}{addresses[default]}"
    for row in getattr(config.extra, "alternate", ()):  # of the language switch, which static-i18n has set by now
        # Where a page is not translated, the switch leads to the start page.
        row["link"] = addresses.get(row["lang"], _known.folders[row["lang"]]) or "."
    inside = default if state == MISSING else code
    spoken = _known.spoken(code)
    context["translation"] = {"state": state, "addresses": addresses, "original": default, "base": _known.folders[code]}
    # The attributes of an element in another language than what is around it.
    context["marks"] = {
        "page": "" if inside == code else marked(inside),
        "again": marked(inside),  # of the page's own words inside of something else
        "inside": {place: "" if language == inside else marked(language) for place, language in spoken.items()},
        "outside": {place: "" if language == code else marked(language) for place, language in spoken.items()},
    }
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig, **_: Any) -> dict[str, Any]:
    if template_name == "sitemap.xml":
        plugin: Any = config.plugins["i18n"]
        last = plugin.build_languages[-1] == plugin.current_language  # the one that stays
        context |= {
            "sitemap_pages": _known.pages() if last else [],
            "default_language": plugin.default_language,
        }
    return context
