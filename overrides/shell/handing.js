// Handing on: to the clipboard, the share sheet or the voice goes what is in the page already, within the tap itself, since
// Safari allows it at no later moment. What became of it is told: in the helper, to Python.

/** @typedef {{ text?: string, fragment?: string, name?: string, media?: string, language?: string, volume?: number }} Given a text, a link to
 *    this page, both, a file, or what is to be read aloud
 *  @typedef {(outcome: string, text?: string) => void} Tell with the text that could not be handed on */

/** @param {Given} given */
const textOf = ({ text, fragment }) => [text, fragment && `${location.origin}${location.pathname}#${fragment}`].filter((part) => part).join("\n");

/** @param {Given} given @param {Tell} tell */
async function copy(given, tell) {
  const text = textOf(given);
  if (!navigator.clipboard) return tell("no_copy", text);
  try {
    await navigator.clipboard.writeText(text);
    tell("copied");
  } catch {
    tell("copy_refused", text);
  }
}

/** @param {Given} given @param {Tell} tell */
export async function share(given, tell) {
  const text = textOf(given);
  const data = given.name ? { files: [fileOf(given)] } : given.fragment && !given.text ? { url: text } : { text };
  if (!navigator.share || (given.name && !sharesFiles())) return copy(given, tell);
  try {
    await navigator.share(data);
    tell("shared");
  } catch (error) {
    // Too late for the clipboard, which would want a tap of its own.
    if (error instanceof DOMException && error.name === "AbortError") tell("closed");
    else tell("share_refused", text);
  }
}

/** @type {Record<string, (given: Given, tell: Tell) => Promise<void>>} */
export const HANDS = {
  copy,
  share,

  async speak(given, tell) {
    try {
      await speak(given, tell);
    } catch {
      tell("speech_refused");
    }
  },

  /** The same, unless something else is being read aloud. */
  async aside(given, tell) {
    if (latest !== aside && globalThis.speechSynthesis?.speaking) return;
    await HANDS.speak(given, tell);
    aside = latest;
  },
};

/** @param {Given} given */
const fileOf = ({ text = "", name = "", media }) => new File([text], name, { type: media });

/** Whether the share sheet takes a calendar's file. */
export function sharesFiles() {
  try {
    return Boolean(navigator.canShare?.({ files: [fileOf({ name: "x.ics", media: "text/calendar" })] }));
  } catch {
    return false;
  }
}

const SWALLOWED_MS = 1_500;
const SILENT_MS = 4_000;
/** @type {SpeechSynthesisUtterance | undefined} */
let latest; // what older ones still tell does not count
/** @type {SpeechSynthesisUtterance | undefined} */
let aside;

export function hush() {
  latest = undefined;
  globalThis.speechSynthesis?.cancel();
}

/** Only with voices of the device itself: with others, the words would leave it.
 * @param {Given} given @param {Tell} tell */
async function speak({ text = "", language = "", volume = 1 }, tell) {
  const speech = globalThis.speechSynthesis;
  if (!speech) return tell("no_speech");
  latest = undefined;
  if (speech.speaking || speech.pending) speech.cancel();
  const found = ownVoice(language);
  const voice = found instanceof Promise ? await found : found; // without waiting, where that can be: still within the tap
  if (!voice) return tell("no_voice");
  const speaking = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: 0.9, volume });
  latest = speaking;
  let started = false;
  const report = (/** @type {string} */ outcome) => latest === speaking && tell(outcome);
  speaking.onstart = () => report(((started = true), "speaking"));
  speaking.onend = () => report("spoken");
  speaking.onerror = ({ error }) => report(["canceled", "interrupted"].includes(error) ? "spoken" : "speech_refused");
  speech.speak(speaking);
  // What comes right after something that was cancelled may be swallowed; and some never begin, without a word.
  setTimeout(() => latest === speaking && !started && !speech.speaking && !speech.pending && speech.speak(speaking), SWALLOWED_MS);
  setTimeout(() => !started && report("silent"), SILENT_MS);
}

/** A voice of the device itself, if there is one. @param {string} language */
export function ownVoice(language) {
  const speech = globalThis.speechSynthesis;
  const own = (/** @type {SpeechSynthesisVoice[]} */ all) => all.find(({ lang, localService }) => localService && lang.split(/[-_]/)[0].toLowerCase() === language.split("-")[0]);
  const all = speech?.getVoices() ?? [];
  return all.length || !speech ? own(all) : voices(speech).then(own);
}

/** Some browsers know their voices only a moment later. @param {SpeechSynthesis} speech */
async function voices(speech) {
  await Promise.race([new Promise((known) => speech.addEventListener("voiceschanged", known, { once: true })), new Promise((late) => setTimeout(late, 1000))]);
  return speech.getVoices();
}
