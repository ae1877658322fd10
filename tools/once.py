"""Once for the whole site: MkDocs events that come again for each language.

static-i18n builds the default language, and in its own on_post_build (priority -100) every other one, with all events
of all hooks each time. MkDocs sorts hooks by priority, then by their place in mkdocs.yml. So a hook that reads sources
does it `before` the first language, one that writes what is about all of them does it `after` the last one, and within
each of the two the list in mkdocs.yml is the order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

type Event = Callable[..., None]

AFTER_I18N = -100
"""Its own priority: among equals MkDocs keeps the order of registering, and hooks come after plugins."""


def before(handler: Callable[[MkDocsConfig], None]) -> Event:
    """For on_pre_build. What a ValueError says stops the build without a traceback."""

    def on_pre_build(config: MkDocsConfig, **_: Any) -> None:
        if _inside(config):
            return
        try:
            handler(config)
        except ValueError as error:
            raise PluginError(str(error)) from error

    return on_pre_build


def after(handler: Callable[[MkDocsConfig], None]) -> Event:
    """For on_post_build: when every page of every language is in site_dir."""

    @event_priority(AFTER_I18N)
    def on_post_build(config: MkDocsConfig, **_: Any) -> None:
        if not _inside(config):
            handler(config)

    return on_post_build


def _inside(config: MkDocsConfig) -> bool:
    """Whether this is static-i18n building a further language."""
    plugin: Any = config.plugins["i18n"]
    return bool(plugin.building)
