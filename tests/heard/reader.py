"""Orca reading Firefox on a screen that nobody sees, with a bus, a home and a voice of their own.

Keys go through the X server, as from a keyboard: what is sent to the browser alone would pass the screen reader by.
"""

from __future__ import annotations

import gettext
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.engines import webdriver
from tests.engines.window import PATIENCE
from tests.heard.voice import READER, Utterance, Voice, voice
from tools.setup import AT_SPI

# Orca as it comes, but for the names of the keys that are pressed, and without reading a whole page once it has come:
# a voice takes minutes for it, and people go on with the next key. And with a voice for each language: in which one a
# text is, Orca 43 finds out for each piece that it reads, but then takes the same voice for all of them.
CUSTOMIZED = """
import locale
import orca.settings
from orca import acss, speech_generator

OWN = "%s"
locale.getdefaultlocale = lambda: (OWN, "UTF-8")
orca.settings.enableKeyEcho = False
orca.settings.sayAllOnLoad = False
usual = speech_generator.SpeechGenerator.voice

def in_its_language(self, key=None, **args):
    (voice,), language = usual(self, key, **args), args.get("language") or OWN
    if language != OWN and key in (None, speech_generator.DEFAULT):
        voice = acss.ACSS({**voice, "family": {"name": language, "lang": language}})
    return [voice]

speech_generator.SpeechGenerator.voice = in_its_language
"""
TITLE = "() => document.title.replace(/, [^,]*$/, '')"
"""A page's own title, without the site's name."""
ZONES = {"en": "Europe/London", "de": "Europe/Berlin"}
CONTEXTS = ("togglebutton", "error")
SILENT = 4.0
"""Seconds after which a key is taken to have said nothing: Orca does not repeat where it is already."""
LULL = 0.3
"""Seconds of silence after which Orca is taken to have nothing more to say."""


class Reader:
    """What is pressed and what is said, in turn; `lines` is the transcript of it."""

    def __init__(self, voice: Voice, window: webdriver.Driven, environment: dict[str, str]) -> None:
        self.voice, self.window, self.environment = voice, window, environment
        self.language = environment["LANGUAGE"]
        self.lines: list[str] = []
        self.said: list[Utterance] = []
        self.read_to = 0

    def own(self, word: str) -> str:
        """One of Orca's own words in its language, by the English one. The names of roles are those of ATK."""
        for domain in ("atk10", "orca"):
            words = gettext.translation(domain, "/usr/share/locale", [self.language], fallback=True)
            for found in (words.gettext(word), *(words.pgettext(context, word) for context in CONTEXTS)):
                if found != word:
                    return found
        return word

    def begin(self) -> None:
        """A new journey."""
        self.window.open("about:blank")
        self.quiet()
        self.lines, self.said = [], []

    def open(self, address: str) -> list[Utterance]:
        """Go to a page, until its title has been said."""
        self.lines.append(f"(the page {address[address.index('/', 8) :]} is opened)")
        self.window.open(address)
        return self.hear(self.window.run(TITLE))

    def press(self, key: str, until: str = "") -> list[Utterance]:
        """A key by its X name ("Tab", "alt+t"), until something is said that has `until` in it."""
        self.lines.append(f"> {key}")
        self._xdotool("key", key)
        return self.hear(until)

    def press_silently(self, key: str) -> list[Utterance]:
        """The same where nothing may be said."""
        self.lines.append(f"> {key}")
        self._xdotool("key", key)
        return self.quiet()

    def reach(self, key: str, wanted: str, most: int = 30) -> list[Utterance]:
        """Press the key again and again until something is said that has `wanted` in it."""
        for _ in range(most):
            self.lines.append(f"> {key}")
            self._xdotool("key", key)
            if has(said := self.quiet(SILENT), wanted):
                return said
        raise AssertionError(f"{key} does not lead to {wanted!r}:\n{self.transcript}")

    def type(self, text: str) -> None:
        self.lines.append(f"> “{text}”")
        self._xdotool("type", "--delay", "40", text)

    def note(self, text: str) -> None:
        """What else happens: for the transcript."""
        self.lines.append(f"({text})")

    def hear(self, wanted: str = "") -> list[Utterance]:
        """What is said until `wanted` is in it (anything, if empty), and then until there is a lull."""
        last = time.monotonic() + PATIENCE
        while not has(self.voice.said[self.read_to :], wanted):
            if time.monotonic() > last:
                self.quiet()
                raise AssertionError(f"never said: {wanted!r}\n{self.transcript}")
            time.sleep(0.02)
        return self.quiet()

    def quiet(self, wait: float = 0) -> list[Utterance]:
        """What is said until there is a lull; maybe nothing, for `wait` seconds at least."""
        since = time.monotonic()
        while time.monotonic() < since + wait and len(self.voice.said) == self.read_to:
            time.sleep(0.02)
        while time.monotonic() - max([since, *(it.at for it in self.voice.said[self.read_to :])]) < LULL:
            time.sleep(0.02)
        said = self.voice.said[self.read_to :]
        self.read_to += len(said)
        self.said += said
        for it in said:
            whose = [*([it.by] if it.by != READER else []), *([it.language] if it.language != self.language else [])]
            by = f"[{', '.join(whose)}] " if whose else ""
            self.lines.append(f"    {by}{it.text}{' (cut short)' if it.cut else ''}")
        return said

    @property
    def transcript(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True)


def has(said: list[Utterance], wanted: str) -> bool:
    """Is it in something that was said? A {slot} that nothing has filled stands for whatever fills it."""
    parts = re.split(r"\{\w+\}", wanted)
    return any(all(part in it.text for part in parts) for it in said)


@contextmanager
def reading(folder: Path, language: str) -> Iterator[Reader]:
    """A screen reader that speaks `language`, in front of an empty page. `folder` becomes its home."""
    (folder / ".local/share/orca").mkdir(parents=True)
    (folder / ".local/share/orca/orca-customizations.py").write_text(CUSTOMIZED % language)
    (folder / "profile").mkdir()
    with ExitStack() as stack:
        speech = stack.enter_context(voice(folder))
        environment = {
            **os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8",
            "LANGUAGE": language, "TZ": ZONES[language], "SPEECHD_ADDRESS": f"unix_socket:{speech.path}",
            "DISPLAY": stack.enter_context(webdriver.screen()), "GTK_MODULES": "gail:atk-bridge",
        }  # fmt: skip
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--print-address", "--nofork"],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        stack.callback(bus.wait)
        stack.callback(bus.terminate)
        assert bus.stdout
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        for command in ([str(AT_SPI), "--launch-immediately", "--a11y=1", "--screen-reader=1"], ["orca"]):
            stack.enter_context(webdriver.running(command, environment=environment))
        window = stack.enter_context(webdriver.firefox(folder / "profile", environment))
        reader = Reader(speech, window, environment)
        reader.hear()
        yield reader
