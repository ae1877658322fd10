// Signals in words, after their tones: what no voice says, the tones have said.
/** @import { Effect, Trouble } from "./contract" */

import { one } from "./dom.js";
import { HANDS, hush, ownVoice } from "./handing.js";

/** @param {HTMLElement} root @param {Trouble} trouble */
export function startVoice(root, trouble) {
  /** @type {HTMLSelectElement} */
  const chosen = one(root, "[name=voice]");
  /** @type {Record<string, string>} */
  let words = {};
  let unlocked = false;

  // On an iPhone nothing is spoken until something was within a tap, be it silence.
  for (const type of ["click", "touchend", "keydown"]) {
    addEventListener(type, () => {
      if (unlocked || !(words.language || chosen.value)) return;
      unlocked = true;
      try {
        globalThis.speechSynthesis?.speak(Object.assign(new SpeechSynthesisUtterance(""), { volume: 0 }));
      } catch {
        // speaking will tell
      }
    }, { capture: true, passive: true });
  }
  addEventListener("steady-line.leave", hush);

  /** @param {string} outcome */
  function heard(outcome) {
    trouble("no_voice", !["no_voice", "no_speech"].includes(outcome));
    trouble("speech", !["speech_refused", "silent"].includes(outcome));
  }

  return {
    /** The words that signals may be in, by name, and their language; none where nothing is to be spoken.
     * @param {Record<string, string>} given */
    async want(given) {
      const same = given.language === words.language;
      words = given;
      if (same || !given.language) return;
      const voice = await ownVoice(given.language);
      if (words.language === given.language) trouble("no_voice", Boolean(voice));
    },
    /** @param {Extract<Effect, { do: "say" }>} asked */
    say({ name, after, volume }) {
      const given = { text: words[name], language: words.language, volume };
      setTimeout(() => HANDS.aside(given, heard), after);
    },
  };
}
