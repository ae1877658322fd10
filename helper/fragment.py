"""What stands after the # sign of an address: written so that it arrives, read so that much may have happened to it.

Chats, mail programs and people escape, wrap, capitalise and cut links, and add to them. So what the helper writes is
its name, a version, letters and digits ("call2-7k3m..."): numbers as one large number in Crockford's base 32, where
capitals mean the same, and with nothing in it that chats take for bold or italic. That number is a multiple of a prime
plus a remainder, so that a letter changed or swapped with its neighbour is noticed for certain, and anything else, like
a link cut off, but for once in a thousand million times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_OF_INT = str.maketrans(LETTERS + "ilo", "0123456789abcdefghijklmnopqrstuv110")  # I, L and O are read as 1, 1 and 0
PRIME = 2**30 - 35

ROUNDS = 12
"""So often may a link have been escaped."""
ESCAPED = re.compile("(?:%[ \t\r\n]*[0-9A-Fa-f][ \t\r\n]*[0-9A-Fa-f])+")  # a line may end within
ENTITY = re.compile("&(?:amp|#(\\d{1,6})|#[xX]([0-9A-Fa-f]{1,5}));?", re.IGNORECASE)
BEFORE = "#!?&/.,;:([{<\"'“”„‘’‚«»‹›*_~-` "
AFTER = "#!?&.,;:)]}>\"'“”„‘’‚«»‹›*_~`\\ "
"""What a sentence, brackets, quotation marks and marks for bold and italic add around a link. Three dots say that
something is missing, and a hyphen at the end that something was to follow: they stay."""

type Digit = tuple[int, int]
"""A number, and how many it could be: 0 up to, not including, that."""


class FragmentError(ValueError):
    """Text that the helper has not written, or that was changed on its way."""


class VersionError(FragmentError):
    """Text of another version of the helper."""


def clean(text: str) -> str:
    """A fragment as it was before it was sent: without escapes, invisible characters, and what was added around it.
    Line breaks and spaces are single spaces, all kinds of hyphens and dashes are "-"."""
    for _ in range(ROUNDS):
        before, text = text, ENTITY.sub(_entity, ESCAPED.sub(_unescaped, text))
        if text == before:
            break
    text = re.sub("=3[dD]", "=", text.partition(":~:")[0])  # a text fragment; quoted-printable
    text = " ".join("".join(map(_plain, text)).split())
    text = re.sub(r"\.\.+", "…", text).lstrip(BEFORE)
    return text.partition("?")[0].rstrip(AFTER)


def _unescaped(found: re.Match[str]) -> str:
    return bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", found[0])).decode(errors="replace")


def _entity(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1] else int(found[2], 16) if found[2] else ord("&")
    return chr(number) if number <= 0x10FFFF else ""


def _plain(letter: str) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    if letter.isspace():
        return " "
    kind = unicodedata.category(letter)
    return "-" if kind == "Pd" or letter == "−" else "" if kind in ("Cc", "Cf") else letter


def packed(name: str, version: int, digits: Iterable[Digit]) -> str:
    """The text for digits: `unpacked` reads them back in their order."""
    number = 0
    for digit, size in reversed(list(digits)):
        if not 0 <= digit < size:
            raise ValueError(f"{digit} of {size}")
        number = number * size + digit
    number = number * PRIME + _remainder(name)
    places = range((number.bit_length() - 1) // 5 * 5, -1, -5)
    return f"{name}{version}-{''.join(LETTERS[number >> place & 31] for place in places)}"


def unpacked(name: str, version: int, text: str) -> Digits:
    """The digits in a text. Raises VersionError or FragmentError."""
    found = re.fullmatch(rf"{name}([0-9])([0-9a-z\-_]*)(?:&.*)?", text.replace(" ", "").lower(), re.DOTALL)
    if not found:
        raise FragmentError(text)
    if int(found[1]) != version:
        raise VersionError(text)
    letters = re.sub("[-_]", "", found[2])
    if not letters or "u" in letters:
        raise FragmentError(text)
    number, remainder = divmod(int(letters.translate(_OF_INT), 32), PRIME)
    if remainder != _remainder(name):
        raise FragmentError(text)
    return Digits(number)


def _remainder(name: str) -> int:
    """Not the same for two tools, so that neither takes the other's link for its own."""
    return int.from_bytes(name.encode()) % PRIME


class Digits:
    """What `packed` was given, to be taken in the same order and of the same sizes."""

    def __init__(self, number: int) -> None:
        self._rest = number

    def take(self, size: int) -> int:
        self._rest, digit = divmod(self._rest, size)
        return digit

    def take_flag(self) -> bool:
        return bool(self.take(2))

    def take_whole(self, bits: int) -> int:
        """What `whole` has written."""
        return self.take(1 << self.take(bits + 1))

    def take_signed(self, bits: int) -> int:
        """What `signed` has written."""
        size = self.take_whole(bits + 1)
        return -(size >> 1) if size & 1 else size >> 1

    def end(self) -> None:
        """Raises FragmentError where something was not taken."""
        if self._rest:
            raise FragmentError("more than was asked for")


def whole(number: int, bits: int) -> Iterator[Digit]:
    """A number of at most so many bits, which takes the less space the smaller it is."""
    size = number.bit_length()
    yield size, bits + 1
    yield number, 1 << size


def signed(number: int, bits: int) -> Iterator[Digit]:
    """The same for a number that may be negative."""
    return whole(abs(number) << 1 | (number < 0), bits + 1)
