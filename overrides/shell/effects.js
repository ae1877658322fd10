// The effects: carries out what Python asks the page to do.
//
// May live here: one function for each effect of helper/effects.py, and the lasting ones (title,
// wake lock, what the tab keeps). No decision, no words. Whatever the browser refuses is
// reported back as trouble, so that Python can say so.

import { fillForm } from "./paint.js";

const KEEP = "steady-line.call";
let audio;
let lock;
let wanted = false;
let release;

export function startEffects(root, send) {
  const troubles = new Set();
  const trouble = (name, fine = false) => {
    if (troubles.has(name) !== fine) return; // nothing new
    if (fine) troubles.delete(name);
    else troubles.add(name);
    send({ type: "timer.trouble", name, fine });
  };
  const title = document.title;

  const once = {
    announce: ({ text }) => {
      // Emptied first, so that the same sentence is spoken again.
      const place = root.querySelector("[data-announcer]");
      place.textContent = "";
      setTimeout(() => (place.textContent = text), 50);
    },
    sound: ({ notes }) => play(notes).then(() => trouble("sound", true), () => trouble("sound")),
    vibrate: ({ pattern }) => navigator.vibrate?.(pattern),
    fill: ({ form: name, fields }) => {
      const form = root.querySelector(`[data-form="${name}"]`);
      fillForm(form, fields);
      form.dispatchEvent(new Event("input", { bubbles: true }));
    },
    clear_address: () => history.replaceState(null, "", location.pathname + location.search),
    focus: ({ name }) => requestAnimationFrame(() => root.querySelector(`[data-focus="${name}"]`)?.focus()),
    share: async ({ fragment }) => {
      const url = `${location.origin}${location.pathname}#${fragment}`;
      for (const place of root.querySelectorAll("[data-shared]")) place.hidden = true;
      try {
        if (navigator.share) await navigator.share({ url });
        else {
          await navigator.clipboard.writeText(url);
          root.querySelector('[data-shared="copied"]').hidden = false;
        }
        trouble("share", true);
      } catch (error) {
        if (error.name === "AbortError") return; // the person closed the share sheet
        trouble("share");
        const place = root.querySelector('[data-shared="manual"]');
        place.hidden = false;
        place.querySelector("input").value = url;
        place.querySelector("input").select();
      }
    },
  };

  const lasting = {
    "timer.title": (text) => (document.title = text || title),
    "timer.keep": (text) => {
      try {
        if (text) sessionStorage.setItem(KEEP, text);
        else sessionStorage.removeItem(KEEP);
      } catch {
        trouble("storage");
      }
    },
    "timer.name": holdName,
    "timer.awake": (on) => {
      wanted = on;
      keepAwake();
    },
  };

  // The same call may be open in two tabs; only one of them holds its name and makes a sound.
  async function holdName(name) {
    release?.();
    release = undefined;
    if (!name || !navigator.locks) return;
    const hold = () => new Promise((done) => (release = done));
    await navigator.locks.request(name, { ifAvailable: true }, (got) => (got ? hold() : trouble("other_tab")));
    if (!troubles.has("other_tab")) return;
    await navigator.locks.request(name, () => (trouble("other_tab", true), hold()));
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

  return ({ view, effects }) => {
    for (const [name, run] of Object.entries(lasting)) if (name in view) run(view[name]);
    for (const effect of effects) once[effect.do]?.(effect);
  };
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
  audio ??= new Context();
  if (audio.state === "suspended") audio.resume().catch(() => {});
  // On an iPhone, play also with the ringer switched off.
  if (navigator.audioSession) navigator.audioSession.type = "playback";
}

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
