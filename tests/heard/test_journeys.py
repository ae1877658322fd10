"""What people come for, by ear and keys alone. What is said at the turning points is known by the texts' names; and
all the while nothing chatters, nothing is said twice, and nothing has no name."""

from __future__ import annotations

import re
from itertools import pairwise

from helper.texts import Texts
from tests.built import Server
from tests.engines.window import Window
from tests.heard.clock import Clock
from tests.heard.reader import SILENT, TITLE, Reader, has
from tests.heard.voice import READER

ROLES = ("push button", "link", "visited link", "entry", "check box", "radio button", "combo box", "panel", "clickable",
         "image")  # fmt: skip
"""What Orca says of a control that it knows nothing else of, in its English words."""

PYTHON = "() => Boolean(document.querySelector('.timer[data-is]'))"
PHRASE = """(language) => {
  const { name, phases } = JSON.parse(document.querySelector("[data-for=phrases]").textContent).languages[language];
  const all = phases.flatMap(({ situations }) => situations.flatMap(({ phrases }) => phrases));
  return [all.find(({ text }) => text.length < 80 && text.includes(",") && !text.includes("{")).text, name];
}"""
"""A sentence in the language that is short and has no blank, and the language's name."""
SEEN_TEXTS = """(selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length)
  .map((one) => one.innerText.trim())"""


def assert_calm(reader: Reader) -> None:
    """Nothing twice running, no control without a name, nothing said to be wrong that is not, no mark read out."""
    said = [it.text for it in reader.said]
    bare = {reader.own(role) for role in ROLES}
    for before, it in pairwise([None, *reader.said]):
        goes_on = before and it and before.language != it.language  # the role of what has a name in another language
        assert not it or goes_on or it.text.strip(" .") not in bare, reader.transcript
    assert not [one for one, two in pairwise(said) if one == two], reader.transcript
    for unwanted in ("invalid entry", "middle dot", "en dash"):
        assert not has(reader.said, reader.own(unwanted)), reader.transcript


def let_seconds_pass(window: Window, count: int = 2) -> None:
    """Until the timer has shown so many other figures."""
    for _ in range(count):
        shown = window.text(".call .left")
        window.until("(shown) => document.querySelector('.call .left').textContent !== shown", shown)


def seconds_left(window: Window) -> int:
    minutes, seconds = window.text(".call .left").split(":")
    return int(minutes) * 60 + int(seconds)


def test_in_danger(reader: Reader, base: str) -> None:
    window = reader.window
    reader.open(f"{base}/danger/")
    window.see(".emergency a")
    reader.reach("h", window.text("h1"))
    window.see("[data-own] .emergency a")
    number = window.text("[data-own] .emergency a strong")  # with a verb
    country = window.text(".emergency a .announcer").strip(" ,")
    reader.reach("k", number)
    assert has(reader.said[-2:], country), "whose number it is"
    window.run("""() => document.addEventListener("click", (event) => {
      event.preventDefault();
      document.body.dataset.called = event.target.closest("a").href;
    })""")
    reader.press_silently("Return")
    assert window.run("() => document.body.dataset.called") == f"tel:{re.sub(r'[^0-9]', '', number)}"
    for heading in ("crisis-lines", "when-they-answer"):
        reader.reach("h", window.text(f"#{heading}"), 2)
    assert_calm(reader)


def test_a_timed_call(reader: Reader, base: str, own_server: Server, texts: Texts) -> None:
    window, say = reader.window, texts.part("timer").say
    clock = Clock(own_server, window)
    me, other, both = say("who.me"), say("who.other"), say("who.feedback")
    reader.open(f"{base}/helper/")
    window.see(".timer[data-is]")
    reader.quiet(SILENT)
    assert not has(reader.said, say("setup.sum")), "nobody has changed anything"
    reader.reach("h", say("heading"))
    reader.reach("Tab", say("preset.3-3-feedback"))
    assert has(reader.press("space", say("sum.feedback", n=3)), reader.own("pressed"))
    reader.reach("Tab", say("setup.share"))
    reader.press("space", texts.say("sharing.copied_link"))
    reader.reach("shift+Tab", say("setup.start"))
    reader.press("Return", say("announce.start", who=me, left=texts.length(180)))
    reader.note("some seconds pass")
    let_seconds_pass(window)
    assert not [it.text for it in reader.quiet() if it.text != say("trouble.sound")], "no chatter"

    reader.note("the last minute comes")
    clock.pass_(seconds_left(window) - 62)
    assert len(reader.hear(say("announce.warning", left=texts.length(60)))) == 1
    let_seconds_pass(window)
    assert not reader.quiet()
    reader.note("the turn ends")
    clock.pass_(seconds_left(window) - 2)
    said = reader.hear(say("announce.end"))
    reader.note("the next one begins")
    said += [] if has(said, say("announce.handover", who=other)) else reader.hear(say("announce.handover", who=other))
    assert len(said) == 2
    let_seconds_pass(window)
    assert not reader.quiet()

    reader.reach("Tab", say("button.pause"))
    assert has(reader.press("space", say("announce.pause")), say("main.resume")), "the key that goes on is the same"
    reader.note("some seconds pass")
    clock.pass_(10)
    assert not reader.quiet()
    reader.press("space", say("announce.resume", who=other))
    let_seconds_pass(window)
    reader.reach("Tab", say("main.next"))
    reader.press("space", say("announce.next", who=both))
    let_seconds_pass(window)
    reader.note("the last minute of feedback, and its end")
    clock.pass_(seconds_left(window) - 62)
    reader.hear(say("announce.warning"))
    clock.pass_(seconds_left(window) - 2)
    reader.hear(say("announce.last"))
    let_seconds_pass(window)
    assert not reader.quiet()
    reader.press("alt+t", say("announce.status", who=both, so_far=say("announce.over")))
    reader.reach("Tab", say("main.end"))
    reader.press("space", say("announce.ended"))
    reader.reach("Tab", say("button.again"))
    assert_calm(reader)


def test_may_i_call_somebody_in_vancouver(reader: Reader, base: str, texts: Texts) -> None:
    window, say = reader.window, texts.part("zones").say
    reader.open(f"{base}/helper/#time-zones")
    window.see(".zones[data-is=ready]")
    reader.quiet()
    reader.reach("Tab", say("theirs.place"))
    reader.type("Vancouver")
    window.see("#zones-theirs-list [role=option]")
    found = window.text("#zones-theirs-hint ~ [data-rest]")
    assert sum(has([it], found) for it in reader.hear(found)) == 1
    reader.reach("Down", window.text("#zones-theirs-list [role=option] span"))
    reader.press("Return")
    window.see(".verdict[data-is]:not([data-is=''])")
    reader.quiet()
    headline, fact = window.text(".verdict .headline"), window.text(".verdict li")
    assert sum(has([it], headline) for it in reader.said) == 1
    reader.reach("Down", fact[:12], 4)
    assert_calm(reader)


def test_words_in_the_other_language(reader: Reader, base: str, language: str, texts: Texts) -> None:
    window, say = reader.window, texts.part("phrases").say
    other = "de" if language == "en" else "en"
    reader.open(f"{base}/helper/#say-it")
    window.until(PYTHON)
    phrase, name = window.run(PHRASE, other)
    reader.quiet()
    reader.reach("Tab", say("find.options"))
    reader.press("Return", say("find.theirs_none"))
    assert has(reader.reach("r", name, 4), say("find.options")), "named as the button that opens it"
    reader.press_silently("space")
    assert window.run("() => document.querySelector('[name=theirs]:checked').value") == other
    reader.reach("Tab", say("large.done"))
    reader.press("Return", say("find.options"))
    reader.reach("shift+Tab", say("find.label"))
    reader.type(phrase.split(",")[0])
    window.until("(phrase) => document.querySelector('.say-list')?.textContent.includes(phrase)", phrase)
    found = window.text(".say-find ~ [data-rest]")
    assert [it.text for it in reader.hear(found)] == [found], "once typing rests"
    reader.reach("Tab", phrase)
    reader.press("Return")
    window.see(".say-large")
    reader.quiet()
    mine, theirs = window.run(SEEN_TEXTS, "#say-words p")
    before = len(reader.said)
    reader.reach("Down", theirs.split()[-1])
    for text, its_language in ((mine, language), (theirs, other)):
        read = [it for it in reader.said[before:] if it.text in text]
        assert read and {it.language for it in read} == {its_language}, reader.transcript
    names = window.run(SEEN_TEXTS, ".say-large .actions button")
    assert len(names) == len(set(names)) == 6
    reader.reach("Tab", f"{say('large.speak')} {name}")
    said = reader.press("space")
    by_voice = [it.language for it in said if it.by != READER]
    assert by_voice == [other] if by_voice else has(said, say("outcome.no_voice"))
    reader.reach("Tab", f"{say('large.copy')} {name}")
    reader.press("space", texts.say("sharing.copied"))
    assert_calm(reader)


def test_a_page_by_headings_and_links(reader: Reader, base: str) -> None:
    window = reader.window
    reader.open(f"{base}/calls/formats/")
    for key, selector in (("h", "h1, h2"), ("k", "a[href]")):
        wanted = window.run(SEEN_TEXTS, f"article :is({selector})")
        reader.reach("h", wanted[0]) if key == "h" else reader.reach("shift+h", window.text("h1"))
        for text in wanted[1:8] if key == "h" else wanted[:8]:
            reader.reach(key, text, 1)
    assert_calm(reader)


def test_the_other_language_from_the_header(reader: Reader, base: str, language: str) -> None:
    window = reader.window
    reader.open(f"{base}/calls/")
    name = window.run(
        "(l) => document.querySelector(`.md-select [hreflang]:not([hreflang=${l}])`).textContent", language
    )
    reader.reach("Tab", reader.own("collapsed"), 8)
    reader.press_silently("Return")
    window.see(".md-select[open]")
    reader.reach("Tab", name, 3)
    reader.press("Return")
    window.until("(language) => document.documentElement?.lang !== language", language)
    reader.quiet()
    assert has(reader.said, window.run(TITLE))
    assert_calm(reader)
