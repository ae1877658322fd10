// The effects: carries out what Python asks the page to do, and decides nothing. One function for each effect of
// helper/effects.py, and the lasting ones (title, wake lock, what the tab keeps). Whatever the browser refuses is
// reported back as trouble, so that Python can say so.

import { one } from "./dom.js";
import { fillForm } from "./paint.js";
import { reveal } from "./tabs.js";
/** @import { Answer, Effect, Effects, Send } from "./contract" */

const KEEP = "steady-line.call";
/** @type {AudioContext | undefined} */
let audio;
/** @type {WakeLockSentinel | undefined} */
let lock;
let wanted = false;
/** @type {((done?: unknown) => void) | undefined} */
let release;
/** @type {AbortController | undefined} */
let queue;
/** @type {HTMLElement | null} */
let before;

/** @param {HTMLElement} root @param {Send} send */
export function startEffects(root, send) {
  const troubles = new Set();
  const trouble = (/** @type {string} */ name, fine = false) => {
    if (troubles.has(name) !== fine) return; // nothing new
    if (fine) troubles.delete(name);
    else troubles.add(name);
    send({ type: "trouble", name, fine });
  };
  const title = document.title;
  const otherTabs = globalThis.BroadcastChannel && new BroadcastChannel(KEEP);
  otherTabs?.addEventListener("message", ({ data: { call, text } }) => send({ type: "elsewhere", call, kept: text }));

  /** @type {Effects} */
  const once = {
    announce: ({ text }) => {
      // Emptied first, so that the same sentence is spoken again.
      const place = one(root, "[data-announcer]");
      place.textContent = "";
      setTimeout(() => (place.textContent = text), 50);
    },
    sound: ({ notes }) => play(notes).then(() => trouble("sound", true), () => trouble("sound")),
    vibrate: ({ pattern }) => navigator.vibrate?.(pattern),
    fill: ({ form: name, fields }) => {
      /** @type {HTMLFormElement} */
      const form = one(root, `[data-form="${name}"]`);
      fillForm(form, fields);
      form.dispatchEvent(new Event("input", { bubbles: true }));
    },
    clear_address: () => history.replaceState(null, "", location.pathname + location.search),
    focus: ({ name }, asked) => {
      before = /** @type {HTMLElement | null} */ (document.activeElement);
      requestAnimationFrame(() => {
        const part = root.querySelector(`[data-focus="${name}"]`);
        if (part) reveal(part, asked);
        part?.focus({ preventScroll: true });
        // Left to itself, a browser takes a tall part to be in view while its beginning is not.
        const { top = 0 } = part?.getBoundingClientRect() ?? {};
        if (top < 64 || top > innerHeight) part?.scrollIntoView();
      });
    },
    focus_back: () => requestAnimationFrame(() => before?.focus()),
    download: ({ name, type, text }) => {
      const href = URL.createObjectURL(new Blob([text], { type }));
      Object.assign(document.createElement("a"), { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60_000);
    },
    copy: ({ text, fragment = "", report }) => copy(text ?? address(fragment), report),
    share: ({ text, fragment = "", report }) => {
      const given = text ?? address(fragment);
      if (!navigator.share) return copy(given, report);
      return navigator.share(fragment ? { url: given } : { text }).catch((error) => {
        if (error.name !== "AbortError") return copy(given, report); // else the person closed the share sheet
      });
    },
    speak: ({ text, language, report }) => {
      const say = (/** @type {string} */ outcome) => send({ type: report, outcome });
      return speak(text, language, say).catch(() => say("speech_refused"));
    },
    tell_tabs: ({ call, text }) => otherTabs?.postMessage({ call, text }),
    hush: () => globalThis.speechSynthesis?.cancel(),
  };

  const copy = async (/** @type {string} */ text, /** @type {string} */ report) => {
    try {
      await navigator.clipboard.writeText(text);
      send({ type: report, outcome: "copied" });
    } catch {
      send({ type: report, outcome: "copy_refused", text });
    }
  };

  /** @type {Record<string, (value: any) => unknown>} */
  const lasting = {
    "page.title": (text) => (document.title = text || title),
    "page.keep": (text) => {
      try {
        if (text) sessionStorage.setItem(KEEP, text);
        else sessionStorage.removeItem(KEEP);
      } catch {
        trouble("storage");
      }
    },
    "page.only_tab": holdName,
    "page.awake": (on) => {
      wanted = on;
      keepAwake();
    },
  };

  // The same call may be open in two tabs; only one of them holds its name and makes a sound.
  /** @param {string} name */
  async function holdName(name) {
    release?.();
    queue?.abort();
    trouble("other_tab", true);
    if (!name || !navigator.locks) return;
    const { signal } = (queue = new AbortController());
    const hold = () => (trouble("other_tab", true), signal.aborted ? undefined : new Promise((done) => (release = done)));
    const got = await navigator.locks.request(name, { ifAvailable: true }, (free) => (free ? hold() : "taken"));
    if (got !== "taken" || signal.aborted) return;
    trouble("other_tab");
    await navigator.locks.request(name, { signal }, hold).catch(() => {}); // the call is over before it was our turn
  }

  // The lock is lost whenever the page is hidden, and must be asked for again.
  async function keepAwake() {
    if (!wanted) {
      await lock?.release().catch(() => {});
      lock = undefined;
    } else if (document.visibilityState === "visible" && (!lock || lock.released)) {
      try {
        lock = await navigator.wakeLock.request("screen");
        trouble("wake_lock", true);
      } catch {
        trouble("wake_lock");
      }
    }
  }
  document.addEventListener("visibilitychange", keepAwake);

  /** @param {Answer} answer @param {number} [asked] when what led to it happened */
  return ({ view, effects }, asked) => {
    for (const [name, run] of Object.entries(lasting)) if (name in view) attempt(() => run(view[name]));
    for (const effect of effects) attempt(() => /** @type {Record<string, Function | undefined>} */ (once)[effect.do]?.(effect, asked));
  };
}

/** What a browser refuses in a way that nobody has thought of must not stop the rest. @param {() => unknown} run */
async function attempt(run) {
  try {
    await run();
  } catch (error) {
    console.warn(error);
  }
}

/** @param {string} fragment */
const address = (fragment) => `${location.origin}${location.pathname}#${fragment}`;

/** Only with voices of the device itself: with others, the words would leave it.
 * @param {string} text @param {string} language @param {(outcome: string) => void} report */
async function speak(text, language, report) {
  const speech = globalThis.speechSynthesis;
  if (!speech) return report("no_speech");
  speech.cancel();
  const voice = (await voices(speech)).find(({ lang, localService }) => localService && lang.split(/[-_]/)[0].toLowerCase() === language.split("-")[0]);
  if (!voice) return report("no_voice");
  const speaking = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: 0.9 });
  speaking.onstart = () => report("speaking");
  speaking.onend = () => report("spoken");
  speaking.onerror = ({ error }) => report(["canceled", "interrupted"].includes(error) ? "spoken" : "speech_refused");
  speech.speak(speaking);
}

/** Some browsers know their voices only a moment later. @param {SpeechSynthesis} speech */
async function voices(speech) {
  if (!speech.getVoices().length) {
    await Promise.race([new Promise((known) => speech.addEventListener("voiceschanged", known, { once: true })), new Promise((late) => setTimeout(late, 1000))]);
  }
  return speech.getVoices();
}

/** What this tab kept of a running call; "" for nothing. */
export function kept() {
  try {
    return sessionStorage.getItem(KEEP) ?? "";
  } catch {
    return "";
  }
}

/** Sound needs a tap first: called from one, it makes the later signals possible. */
export function unlockSound() {
  const Context = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (!Context) return;
  attempt(() => {
    audio ??= new Context();
    // On an iPhone, play also with the ringer switched off.
    if (navigator.audioSession) navigator.audioSession.type = "playback";
    if (audio.state === "suspended") return audio.resume();
  });
}

/** @param {Extract<Effect, { do: "sound" }>["notes"]} notes */
async function play(notes) {
  if (!audio) throw new Error("no sound before a tap");
  if (audio.state !== "running") await Promise.race([audio.resume(), new Promise((_, no) => setTimeout(no, 1000))]);
  for (const [frequency, start, length] of notes) {
    const [from, to] = [audio.currentTime + start / 1000, audio.currentTime + (start + length) / 1000];
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.4, from + 0.02);
    volume.gain.setValueAtTime(0.4, to - 0.04);
    volume.gain.linearRampToValueAtTime(0, to);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(to);
  }
}
