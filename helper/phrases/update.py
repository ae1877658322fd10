"""The tool's state, and an event of the page applied to it.

Only decisions live here; the words are view.py's. Events are mappings with a "type"; unknown ones
change nothing. Texts to copy or speak come back with the event of the button they were painted on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from helper import effects
from helper.effects import Effect
from helper.phrases import book, form
from helper.phrases.book import Book
from helper.phrases.form import Wants
from helper.phrases.search import Index, index

LINK = "say="
REPORT = "phrases.outcome"
OUTCOMES = frozenset({"copied", "copy_refused", "speaking", "spoken", "no_speech", "no_voice", "speech_refused"})
MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Model:
    """The tool's state.

    index    what a search looks through; made for the first one, because it takes a while
    shown    id of the phrase in large letters, empty for none
    linked   a link brought it here; missing: a link named one that is not there
    outcome  what became of the last copying or reading aloud, one of OUTCOMES
    by_hand  what could not be copied
    say      key of what is announced
    """

    book: Book = Book()
    index: Index = field(default_factory=dict)
    wants: Wants = Wants()
    shown: str = ""
    linked: bool = False
    missing: bool = False
    outcome: str = ""
    by_hand: str = ""
    say: str = ""


type Event = Mapping[str, object]
type Step = tuple[Model, list[Effect]]


def update(model: Model, event: Event, at: int, now: int) -> Step:
    """The model after `event` and the effects it asks for. Time does not matter to phrases."""
    handler = HANDLERS.get(str(event.get("type", "")))
    return handler(replace(model, say=""), event) if handler else (replace(model, say=""), [])


def _init(model: Model, event: Event) -> Step:
    model, _ = _change(replace(model, book=book.read(event.get("data")), index={}), event)
    return _link(model, event)


def _change(model: Model, event: Event) -> Step:
    fields = event.get("fields")
    fields = {str(name): str(value) for name, value in fields.items()} if isinstance(fields, Mapping) else {}
    wants = form.read(fields)
    return replace(model, wants=wants, index=model.index or (index(model.book) if wants.query else {})), []


def _show(model: Model, event: Event) -> Step:
    name = str(event.get("id"))
    if name not in model.book.phrases:
        return model, []
    model = replace(model, shown=name, linked=False, missing=False, outcome="", by_hand="")
    return model, [effects.hush(), effects.focus("say-large")]


def _link(model: Model, event: Event) -> Step:
    """The part of the address after #: say=<id of a phrase>. Anything else is for another tool."""
    fragment = str(event.get("fragment") or "").removeprefix("#")
    if not fragment.startswith(LINK):
        return model, []
    model, done = _show(model, {"id": fragment.removeprefix(LINK)})
    if not done:
        return replace(model, missing=True, shown="", say="missing"), [effects.clear_address(), effects.focus("say-it")]
    return replace(model, linked=True), done


def _close(model: Model, event: Event) -> Step:
    if not model.shown:
        return replace(model, missing=False), []
    leave = [effects.clear_address(), effects.focus("say-it")] if model.linked else [effects.focus_back()]
    return replace(model, shown="", linked=False, outcome="", by_hand=""), [effects.hush(), *leave]


def _text(event: Event) -> str:
    return str(event.get("text") or "")[:MAX_TEXT]


def _copy(model: Model, event: Event) -> Step:
    return model, [effects.copy(_text(event), REPORT)]


def _copy_link(model: Model, event: Event) -> Step:
    return (model, [effects.copy_link(LINK + model.shown, REPORT)]) if model.shown else (model, [])


def _share(model: Model, event: Event) -> Step:
    return model, [effects.share_text(_text(event), REPORT)]


def _speak(model: Model, event: Event) -> Step:
    return model, [effects.speak(_text(event), str(event.get("language") or ""), REPORT)]


def _hush(model: Model, event: Event) -> Step:
    return replace(model, outcome=""), [effects.hush()]


def _outcome(model: Model, event: Event) -> Step:
    """The page tells what became of copying, sharing or reading aloud."""
    outcome = str(event.get("outcome"))
    if outcome not in OUTCOMES:
        return model, []
    spoken = outcome in ("speaking", "spoken")
    by_hand = _text(event) if outcome == "copy_refused" else ""
    return replace(model, outcome=outcome, by_hand=by_hand, say="" if spoken else outcome), []


HANDLERS: dict[str, Callable[[Model, Event], Step]] = {
    "init": _init, "change": _change, "show": _show, "link": _link, "close": _close, "copy": _copy,
    "copy_link": _copy_link, "share": _share, "speak": _speak, "hush": _hush, "outcome": _outcome,
}  # fmt: skip
