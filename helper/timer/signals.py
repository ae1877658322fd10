"""What a signal is on this device: tones, a vibration and, for those who want it, a word of one of its own voices.

The tones come first and do not depend on the voice, which may be missing, refuse or stay silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helper import effects
from helper.effects import Effect
from helper.timer.machine import EARLY, END, HANDOVER, WARNING

MIDDLE, LOW, HIGH = "middle", "low", "high"
QUIET, MEDIUM, LOUD = "quiet", "medium", "loud"
CHIMES: Mapping[str, float] = {MIDDLE: 1.0, LOW: 0.7, HIGH: 1.5}
"""By how much the pitch of the tones is multiplied."""
VOLUMES: Mapping[str, float] = {QUIET: 0.12, MEDIUM: 0.4, LOUD: 0.9}
"""Of the tones, from 0 to 1; the voice is as loud, but never hard to hear."""
LEAST_SPOKEN = 0.3

SOUNDS: dict[str, effects.Notes] = {
    EARLY: ((587, 0, 180),),
    WARNING: ((660, 0, 180),),
    END: ((784, 0, 260), (587, 300, 260), (440, 600, 420)),
    HANDOVER: ((523, 0, 160), (659, 180, 240)),
}
VIBRATIONS: dict[str, tuple[int, ...]] = {
    EARLY: (120,),
    WARNING: (200,),
    END: (400, 150, 400, 150, 400),
    HANDOVER: (120, 80, 120),
}
SPOKEN = (EARLY, WARNING, END)
BREATH_MS = 250
"""Between the tones and the voice."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What somebody wants to hear: of CHIMES, of VOLUMES, and the code of the language in which a voice says it, too;
    "" for none."""

    sound: bool = True
    chime: str = MIDDLE
    volume: str = MEDIUM
    voice: str = ""


def given(kind: str, wanted: Signals, heard: bool, spoken: bool = True) -> list[Effect]:
    """What a signal asks of the page: where it may not be `heard`, the vibration alone; where it comes too late for
    its words to be true, it is not `spoken`."""
    done = [effects.vibrate(VIBRATIONS[kind])]
    if heard:
        pitch, volume = CHIMES[wanted.chime], VOLUMES[wanted.volume]
        notes = tuple((round(hertz * pitch), start, length) for hertz, start, length in SOUNDS[kind])
        done.append(effects.sound(notes, volume))
        if spoken and wanted.voice and kind in SPOKEN:
            over = max(start + length for _, start, length in notes)
            done.append(effects.say(kind, over + BREATH_MS, max(LEAST_SPOKEN, volume)))
    return done
