// Sound: the signals, and whether they can be heard. It needs a tap first, and a phone call may take it away. A browser then
// says "interrupted", or "running" of a sound that stands still, or resumes without starting; so its clock decides (WebKit,
// WebAudio issues 2392 and 2585). Where that stands still, the next tap makes a new one.
/** @import { Effect, Trouble } from "./contract" */

const LOOK_MS = 100;
const PATIENCE_MS = 1_500; // headphones take a while
const UNTAPPED_MS = 500;

const kind = () => globalThis.AudioContext ?? globalThis.webkitAudioContext;

/** @param {Trouble} trouble */
export function startSound(trouble) {
  /** @type {AudioContext | undefined} */
  let audio;
  let tapped = false;
  let wanted = false;
  let stands = false;

  function begin() {
    if (audio && !stands) return audio;
    const Kind = kind();
    if (!Kind) return undefined;
    const old = audio;
    audio = undefined;
    try {
      old?.close().catch(() => {});
    } catch {
      // it never was one
    }
    audio = new Kind();
    stands = false;
    audio.onstatechange = () => wanted && look();
    // On an iPhone, play also with the ringer switched off.
    if (navigator.audioSession) navigator.audioSession.type = "playback";
    return audio;
  }

  /** Does time move there? Told, whenever that has changed. */
  async function look() {
    const it = audio;
    const from = it?.currentTime ?? 0;
    const until = Date.now() + (tapped ? PATIENCE_MS : UNTAPPED_MS);
    let moves = false;
    while (it && !moves && Date.now() < until) {
      await new Promise((later) => setTimeout(later, LOOK_MS));
      moves = it.currentTime > from;
    }
    if (it !== audio) return; // a tap has made a new one
    stands = !moves;
    const open = Boolean(kind()) && !tapped;
    trouble("tap", moves || !open);
    trouble("sound", moves || open);
  }

  function wake() {
    try {
      begin()?.resume().catch(() => {});
    } catch {
      // looking will tell
    }
  }

  // Each of these counts as a tap for one browser or another, wherever it lands.
  for (const type of ["click", "touchend", "keydown"]) {
    addEventListener(type, () => {
      const first = !tapped;
      tapped = true;
      if (!first && !stands && audio?.state === "running") return;
      const again = wanted || stands;
      wake();
      if (again) look();
    }, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wanted && look());

  return {
    /** Signals will come, or none any more. @param {boolean} on */
    want(on) {
      wanted = on;
      if (!on) return;
      wake();
      look();
    },
    /** @param {Extract<Effect, { do: "sound" }>} asked */
    play({ notes, volume }) {
      wake();
      try {
        if (audio) for (const note of notes) tone(audio, volume, ...note);
      } finally {
        look();
      }
    },
  };
}

/** @param {AudioContext} audio @param {number} loud @param {number} frequency @param {number} start @param {number} length */
function tone(audio, loud, frequency, start, length) {
  const [from, to] = [audio.currentTime + start / 1000, audio.currentTime + (start + length) / 1000];
  const wave = new OscillatorNode(audio, { frequency });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(loud, from + 0.02);
  volume.gain.setValueAtTime(loud, to - 0.04);
  volume.gain.linearRampToValueAtTime(0, to);
  wave.connect(volume).connect(audio.destination);
  wave.start(from);
  wave.stop(to);
}
