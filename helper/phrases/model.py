"""The tool's state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helper.effects import Effect
from helper.events import Event
from helper.phrases.book import Book
from helper.phrases.form import Wants
from helper.phrases.search import Index
from helper.sharing import Sharing

if TYPE_CHECKING:  # they come later (received.py)
    from helper.shorthand.lexicon import Lexicon
    from helper.shorthand.reading import Reading


@dataclass(frozen=True, slots=True)
class Model:
    """book       what there is to say
    index      what a search looks through; made for the first one, because it takes a while
    wants      what the form says
    shown      id of the phrase in large letters, "" for none
    from_link  a link brought it here
    missing    a link named one that is not there
    sharing    what became of the last copying or sharing
    voice      what became of the last reading aloud, one of update.VOICES; "" for nothing
    lexicon    how people write a request; made for the first one that is to be read
    reading    what such a message was understood to say, None for no message
    unread     why it is not read yet: received.WAITING, or one of events.MISSING; "" for nothing
    ahead      minutes by which this device's clock is ahead of the zone in that message, None where that is not known
    packages   what was fetched
    device     the zone that the device is set to
    announce   keys of what is to be announced
    """

    book: Book = Book()
    index: Index = field(default_factory=dict)
    wants: Wants = Wants()
    shown: str = ""
    from_link: bool = False
    missing: bool = False
    sharing: Sharing = Sharing()
    voice: str = ""
    lexicon: Lexicon | None = None
    reading: Reading | None = None
    unread: str = ""
    ahead: int | None = None
    packages: frozenset[str] = frozenset()
    device: str = ""
    announce: tuple[str, ...] = ()


type Step = tuple[Model, list[Effect]]
type Handler = Callable[[Model, Event, int], Step]
type Context = Mapping[str, str]
"""What the other tools have told: phase, preset, time, zone."""
