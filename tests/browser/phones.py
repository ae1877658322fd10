"""Phones as people reported them (tests/reports.md): each a script that replaces the browser's own objects before the
page's scripts run. A browser on a desk does none of this by itself.

A phone may note what it did in `globalThis.did`, and some change while a test runs: `globalThis.phone` says how.
"""

from __future__ import annotations

NOTES = "globalThis.did = []; globalThis.phone = {};"

# Sound

_SOUND = """
  class Sound extends EventTarget {
    destination = {};
    state = STATE;
    from = MOVES ? performance.now() : 0;
    constructor() { super(); did.push("sound made"); }
    get currentTime() { return this.from ? (performance.now() - this.from) / 1000 : 0; }
    resume() { did.push("resume"); RESUME }
    close() { did.push("closed"); return Promise.resolve(); }
  }
  globalThis.AudioContext = globalThis.webkitAudioContext = Sound;
  const node = class {
    gain = { setValueAtTime() {}, linearRampToValueAtTime() {} };
    connect(it) { return it; }
    start() { did.push("tone"); }
    stop() {}
  };
  globalThis.OscillatorNode = globalThis.GainNode = node;
"""


def _sound(state: str, moves: str = "false", resume: str = "return Promise.resolve();") -> str:
    return NOTES + _SOUND.replace("STATE", state).replace("MOVES", moves).replace("RESUME", resume)


INTERRUPTED = _sound("'interrupted'", resume="return Promise.reject(new DOMException('no', 'InvalidStateError'));")
"""A phone call has the sound, and does not give it back."""
FROZEN = _sound("'running'")
"""It says that it runs, and its clock stands still."""
UNSTARTED = _sound("'suspended'")
"""Resuming succeeds, and nothing starts."""
ASLEEP = _sound("'suspended'", resume="return new Promise(() => {});")
"""Resuming is never answered."""
_STARTS = "this.from ||= performance.now();"
UNTAPPED = _sound(
    "phone.tapped ? 'running' : 'suspended'",
    "phone.tapped",
    "if (phone.tapped) { this.state = 'running'; " + _STARTS + " } return Promise.resolve();",
) + """
  for (const type of ["mousedown", "touchend", "keydown"]) {
    addEventListener(type, () => { phone.tapped = true; }, { capture: true });
  }
"""  # fmt: skip
"""No sound before a tap; after one, all is well."""
TAKEN = _sound("'running'", "!phone.call", "if (!phone.call) " + _STARTS + " return Promise.resolve();") + """
  phone.ring = () => {
    phone.call = true;
    const get = function () { return phone.call ? 7 : (performance.now() - this.from) / 1000; };
    Object.defineProperty(Sound.prototype, "currentTime", { get });
  };
  phone.hangUp = () => { phone.call = false; };
"""  # fmt: skip
"""A call comes in the middle (`phone.ring()`), and ends (`phone.hangUp()`)."""

# Vibration

NO_VIBRATION = 'Object.defineProperty(navigator, "vibrate", { value: undefined });'
FALSE_VIBRATION = 'Object.defineProperty(navigator, "vibrate", { value: () => false });'

# The screen

_LOCK = """
  class Lock extends EventTarget {
    released = false;
    release() { this.released = true; this.dispatchEvent(new Event("release")); return Promise.resolve(); }
  }
  Object.defineProperty(navigator, "wakeLock", { value: { async request() {
    did.push("lock");
    if (phone.saving) throw new DOMException("no", "NotAllowedError");
    return (phone.lock = new Lock());
  } } });
"""
RELEASED = NOTES + _LOCK
"""The system takes the lock back while the page is in view: `phone.lock.release()`; with `phone.saving` for good."""

# Speech

_SPEECH = """
  const voices = ["en-GB", "de-DE"].map((lang) => ({ lang, localService: true, name: lang }));
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = { speaking: false, pending: false, addEventListener() {}, cancel() {}, speak() {} };
  speech.getVoices = () => voices;
  Object.defineProperty(globalThis, "speechSynthesis", { value: speech, configurable: true });
"""
SILENT_SPEECH = NOTES + _SPEECH + "speech.speak = () => did.push('speak');"
"""speak() does nothing at all."""
SWALLOWING_SPEECH = NOTES + _SPEECH + """
  let cancelled = false;
  speech.cancel = () => { cancelled = true; speech.speaking = false; };
  speech.speak = (it) => {
    did.push("speak");
    if (cancelled) return void (cancelled = false);
    speech.speaking = true;
    setTimeout(() => it.onstart?.());
  };
"""  # fmt: skip
"""What comes right after cancel() is swallowed."""
LATE_SPEECH = NOTES + _SPEECH + """
  let last;
  speech.cancel = () => {
    const it = last;
    speech.speaking = false;
    setTimeout(() => it?.onerror?.({ error: "interrupted" }), 300);
  };
  speech.speak = (it) => { last = it; speech.speaking = true; setTimeout(() => it.onstart?.()); };
"""  # fmt: skip
"""What was cancelled says so when the next is being read already."""

_SPOKEN = """
  const say = (it) => {
    if (it.text) did.push(it.text);
    setTimeout(() => { it.onstart?.(); it.onend?.(); });
  };
  speech.speak = say;
"""
_HEARD = _sound("'running'", "true") + _SPEECH + _SPOKEN
SPEAKING = _HEARD
"""Tones and voices, both as they should be; what is said is noted."""
LOCKED_SPEECH = _HEARD + """
  let tapping = false;
  let unlocked = false;
  addEventListener("click", () => { tapping = true; setTimeout(() => { tapping = false; }); }, { capture: true });
  speech.speak = (it) => { if ((unlocked ||= tapping)) say(it); };
"""  # fmt: skip
"""An iPhone: nothing is spoken, without a word, until something was within a tap."""
FAR_VOICES = _HEARD + "for (const voice of voices) voice.localService = false;"
"""All voices are on somebody's server."""
NO_VOICES = _HEARD + "voices.length = 0;"
LATE_VOICES = _HEARD + """
  const all = voices.splice(0);
  speech.addEventListener = (name, tell) => setTimeout(() => { voices.push(...all); tell(); }, 300);
"""  # fmt: skip
"""getVoices() is empty until "voiceschanged"."""
NO_SPEECH = _HEARD + "Object.defineProperty(globalThis, 'speechSynthesis', { value: undefined });"
THROWING_SPEECH = _HEARD + "speech.speak = () => { throw new Error('not here'); };"
STUCK_SPEECH = _HEARD + "speech.speak = () => { speech.speaking = true; };"
"""It says that it speaks, and no event ever comes."""
MUTE_SPEECH = _HEARD + "speech.speak = () => {};"

# Copying and sharing

SAFARI = NOTES + """
  let tapping = false;
  addEventListener("click", () => { tapping = true; setTimeout(() => { tapping = false; }); }, { capture: true });
  const only = (run) => async (given) => {
    if (!tapping) throw new DOMException("not in a tap", "NotAllowedError");
    did.push(run(given));
  };
  const share = only(({ text, url, files }) => text ?? url ?? files[0].name);
  Object.defineProperty(navigator, "clipboard", { value: { writeText: only((text) => text) } });
  Object.defineProperty(navigator, "share", { configurable: true, value: share });
  Object.defineProperty(navigator, "canShare", { configurable: true, value: () => true });
"""  # fmt: skip
"""The clipboard and the share sheet open only within the tap's own task."""
REFUSING = """
  const no = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  Object.defineProperty(navigator, "clipboard", { value: { writeText: no } });
  Object.defineProperty(navigator, "share", { value: undefined });
"""
IN_APP = "".join(
    f'Object.defineProperty(navigator, "{name}", {{ value: undefined }});'
    for name in ("clipboard", "share", "wakeLock")
)
"""A browser inside another app: no clipboard, no share sheet, no wake lock."""

# Saving

IDLE_DOWNLOADS = "HTMLAnchorElement.prototype.click = function () {};"
NO_OBJECT_URLS = "URL.createObjectURL = () => { throw new TypeError('not here'); };"

# The rest

NO_WEBASSEMBLY = "delete globalThis.WebAssembly;"
"""As in Apple's Lockdown Mode."""
UTC = """
  const real = Intl.DateTimeFormat.prototype.resolvedOptions;
  Intl.DateTimeFormat.prototype.resolvedOptions = function () { return { ...real.call(this), timeZone: "UTC" }; };
"""
"""For privacy, the device does not tell where it is."""
