"""A template is compiled once for all languages and builds, and again when it has been edited."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from tests.built import hook_of_the_build


def test_a_template_is_compiled_once_and_again_after_an_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    hook = hook_of_the_build("templates")
    compiled: list[str] = []
    really = Environment._generate

    def counted(self: Environment, source: object, name: str, *more: object, **named: object) -> object:
        compiled.append(name)
        return really(self, source, name, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", counted)
    sources = {"page.html": "{{ word }}"}
    for _language in ("en", "de"):
        environment = hook.on_env(Environment(loader=DictLoader(sources)))
        assert environment.get_template("page.html").render(word="yes") == "yes"
    assert compiled == ["page.html"]
    sources["page.html"] = "{{ word }}!"
    assert hook.on_env(Environment(loader=DictLoader(sources))).get_template("page.html").render(word="yes") == "yes!"
