"""What reaches the speech synthesizer: a socket that speaks Speech Dispatcher's protocol (SSIP) and writes down.

A screen reader, and a browser that reads aloud, hand their words to Speech Dispatcher over a socket. Here that socket
is ours: each piece of text is kept with its language and is soon reported as spoken, so that nobody waits for sound.
"""

from __future__ import annotations

import re
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path

VOICES = ("en-GB", "de-DE")
READER = "Orca"
MOMENT = 0.03
"""Seconds until a text counts as spoken: who is told sooner has not begun to listen for that."""
SECONDS_PER_SIGN = 0.06
"""About what a voice takes at its usual rate. Only for telling what is cut short from what was heard out."""


@dataclass
class Utterance:
    text: str
    language: str
    by: str
    at: float
    """Seconds, monotonic."""
    cut: bool = False
    """The next thing was said while this was still being spoken."""


class Voice:
    """All that was said, in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: list[Utterance] = []
        self.lock = threading.Lock()

    def say(self, text: str, language: str, by: str) -> None:
        plain = " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
        if plain:
            with self.lock:
                self.said.append(Utterance(plain, language.split("-")[0], by, time.monotonic()))

    def stop(self, by: str) -> None:
        """Whatever would still be sounding is cut short."""
        now, end = time.monotonic(), 0.0
        with self.lock:
            for it in self.said:
                if it.by == by and not it.cut:
                    end = max(end, it.at) + len(it.text) * SECONDS_PER_SIGN
                    it.cut = end > now


@contextmanager
def voice(folder: Path) -> Iterator[Voice]:
    """A voice that listens on a socket in `folder`."""
    it = Voice(folder / "speech.sock")

    class Handler(_Client):
        heard = it

    with socketserver.ThreadingUnixStreamServer(str(it.path), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield it
        server.shutdown()


class _Client(socketserver.StreamRequestHandler):
    """One program that speaks. Every command is answered with yes; those that ask get what they need."""

    heard: Voice
    numbers = 0

    def setup(self) -> None:
        super().setup()
        self.name, self.language, self.number = "", VOICES[0], 0
        self.speaking: dict[int, threading.Timer] = {}
        self.writing = threading.Lock()
        _Client.numbers += 1
        self.client = _Client.numbers

    def handle(self) -> None:
        while line := self.rfile.readline():
            words = line.decode().split()
            if not words:
                continue
            command, *rest = words
            match [command.upper(), *(word.upper() for word in rest)]:
                case ["SPEAK", *_]:
                    self._answer(230, "OK RECEIVING DATA")
                    self._spoken(self._data())
                case ["CHAR" | "KEY", *_]:
                    self._spoken(rest[0].replace("space", " ") if rest else "")
                case ["SET", _, "CLIENT_NAME", *_]:
                    self.name = rest[2].split(":")[1] if ":" in rest[2] else rest[2]
                    self._answer(208, "OK CLIENT NAME SET")
                case ["SET", _, "LANGUAGE", *_]:
                    self.language = rest[2]
                    self._answer(201, "OK LANGUAGE SET")
                case ["SET", _, "SYNTHESIS_VOICE", *_]:
                    self.language = rest[2]
                    self._answer(209, "OK VOICE SET")
                case ["HISTORY", "GET", "CLIENT_ID"]:
                    self._answer(245, "OK CLIENT ID SENT", str(self.client))
                case ["LIST", "SYNTHESIS_VOICES", *_]:
                    self._answer(249, "OK VOICE LIST SENT", *(f"{it}\t{it}\tnone" for it in VOICES))
                case ["LIST", "VOICES"]:
                    self._answer(249, "OK VOICE LIST SENT", "MALE1")
                case ["LIST", "OUTPUT_MODULES"]:
                    self._answer(250, "OK MODULE LIST SENT", "espeak-ng")
                case ["GET", *_]:
                    self._answer(251, "OK GET RETURNED", self.language if rest[0].upper() == "LANGUAGE" else "0")
                case ["STOP" | "CANCEL", *_]:
                    self.heard.stop(self.name)
                    self._answer(210, "OK STOPPED")
                    for number in list(self.speaking):
                        self._over(number, 703, "CANCELED")
                case ["QUIT"]:
                    self._answer(231, "HAPPY HACKING")
                    return
                case _:
                    self._answer(200, "OK")

    def _answer(self, code: int, text: str, *data: str) -> None:
        lines = [f"{code}-{it}" for it in data] + [f"{code} {text}"]
        with self.writing, suppress(OSError):  # it may have gone
            self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def _data(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line.removeprefix(".") if line.startswith("..") else line)
        return "\n".join(lines)

    def _spoken(self, text: str) -> None:
        self.number += 1
        self.heard.say(text, self.language, self.name)
        self._answer(225, "OK MESSAGE QUEUED", str(self.number))
        timer = self.speaking[self.number] = threading.Timer(MOMENT, self._spoken_out, [self.number])
        timer.start()

    def _spoken_out(self, number: int) -> None:
        self._answer(701, "BEGIN", str(number), str(self.client))
        self._over(number, 702, "END")

    def _over(self, number: int, code: int, event: str) -> None:
        if timer := self.speaking.pop(number, None):
            timer.cancel()
            self._answer(code, event, str(number), str(self.client))
