"""What app.py needs of this tool (app.Tool): from early.py while it waits, then from the others.

The imports inside the functions are meant: see early.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from helper.effects import Effect
from helper.texts import Texts
from helper.zones import early
from helper.zones.early import Early

if TYPE_CHECKING:
    from helper.zones import model as whole

type State = Early | whole.Model

Model = Early


def update(model: State, event: Mapping[str, object], at: int, now: int) -> tuple[State, list[Effect]]:
    """The state after `event`, which happened at `at` (UTC ms), and the effects it asks for."""
    if isinstance(model, Early):
        model, done = early.update(model, event)
        return _opened(model, at) if model.is_complete else (model, done)
    from helper.zones.update import update

    return update(model, event, at)


def _opened(model: Early, at: int) -> tuple[State, list[Effect]]:
    try:
        from helper.zones import places, update

        return update.opened(model, places.load(), at)
    except (ImportError, ValueError):  # what came was not whole
        return replace(model, failed=True, packages=frozenset()), []


def view(model: State, now: int, texts: Texts, facts: Mapping[str, str] | None = None) -> dict[str, object]:
    """What the page shows at `now` (UTC ms). Other tools' facts do not matter here."""
    if isinstance(model, Early):
        return early.view(model, texts)
    from helper.zones.view import view

    return view(model, now, texts)


def announcement(model: State, now: int, texts: Texts) -> str:
    """What a screen reader is to say after a place was chosen; empty for nothing."""
    if isinstance(model, Early):
        return ""
    from helper.zones.view import announcement

    return announcement(model, now, texts)


def next_change(model: State, now: int) -> int | None:
    """UTC ms at which the view changes by itself, None while it stands still."""
    if isinstance(model, Early):
        return None
    from helper.zones.view import next_change

    return next_change(model, now)


def facts(model: State, now: int, texts: Texts) -> dict[str, str]:
    """What the other tools may know: where I am ("zone"), and both local times."""
    if isinstance(model, Early):
        return {}
    from helper.zones.view import facts

    return facts(model, now, texts)
