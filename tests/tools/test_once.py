"""What is done once for the whole site is done at its ends, however many languages are built in between."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, PluginCollection, event_priority

from tools import once


class I18n(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Builds further languages inside its own event, as static-i18n does."""

    building = False

    def __init__(self, events: list[str]) -> None:
        self.events = events

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        if not self.building:
            self.building = True
            for code in ("de", "fr"):
                build(config, self.events, code)
            self.building = False


def build(config: MkDocsConfig, events: list[str], code: str) -> None:
    config.plugins.run_event("pre_build", config=config)
    events.append(code)
    config.plugins.run_event("post_build", config=config)


def test_sources_are_read_before_the_first_language_and_files_written_after_the_last() -> None:
    events: list[str] = []
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    config.plugins["i18n"] = I18n(events)
    for name in ("first", "second"):
        hook = BasePlugin()  # type: ignore[no-untyped-call, var-annotated]
        hook.on_pre_build = once.before(lambda _, name=name: events.append(f"{name} reads"))  # type: ignore[misc]
        hook.on_post_build = once.after(lambda _, name=name: events.append(f"{name} writes"))  # type: ignore[misc]
        config.plugins[name] = hook
    build(config, events, "en")
    assert events == ["first reads", "second reads", "en", "de", "fr", "first writes", "second writes"]


def test_what_cannot_be_read_stops_the_build_in_its_own_words() -> None:
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    config.plugins["i18n"] = I18n([])

    def reads(_: MkDocsConfig) -> None:
        raise ValueError("docs/de/x.md:1: this. Do that.")

    with pytest.raises(PluginError, match=r"x\.md:1"):
        once.before(reads)(config=config)
