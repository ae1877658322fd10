// The effects: carries out what Python asks the page to do, and decides nothing. One function for each effect of
// helper/effects.py, and the lasting ones (title, wake lock, what the tab keeps). Whatever the browser refuses is
// reported back as trouble, so that Python can say so.

import { one } from "./dom.js";
import { hush } from "./handing.js";
import { KEEP } from "./page/kept.js";
import { fillForm } from "./paint.js";
import { startSound } from "./sound.js";
import { reveal } from "./tabs.js";
import { startVoice } from "./voice.js";
/** @import { Answer, Effects, Send } from "./contract" */

/** @type {WakeLockSentinel | undefined} */
let lock;
let wanted = false;
let brief = 0; // how often it was taken back at once
const BRIEF_MS = 2_000;
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
    if (fine && !troubles.has(name)) return; // a new worker does not know what there was
    if (fine) troubles.delete(name);
    else troubles.add(name);
    send({ type: "trouble", name, fine });
  };
  const title = document.title;
  const otherTabs = globalThis.BroadcastChannel && new BroadcastChannel(KEEP);
  otherTabs?.addEventListener("message", ({ data: { call, text } }) => send({ type: "elsewhere", call, kept: text }));
  const voice = startVoice(root, trouble); // before the sound: an iPhone that has begun to play lets nothing speak any more
  const sound = startSound(trouble);

  /** @type {Effects} */
  const once = {
    announce: ({ text }) => {
      // Emptied first, so that the same sentence is spoken again.
      const place = one(root, "[data-announcer]");
      place.textContent = "";
      setTimeout(() => (place.textContent = text), 50);
    },
    sound: (asked) => sound.play(asked),
    say: (asked) => voice.say(asked),
    vibrate: ({ pattern }) => {
      let felt = false;
      try {
        felt = navigator.vibrate?.(pattern) ?? false;
      } finally {
        trouble("vibration", felt);
      }
    },
    fill: ({ form: name, fields }) => {
      /** @type {HTMLFormElement} */
      const form = one(root, `[data-form="${name}"]`);
      fillForm(form, fields);
      form.dispatchEvent(new Event("input", { bubbles: true }));
    },
    clear_address: () => history.replaceState(history.state, "", location.pathname + location.search),
    focus: ({ name }, asked) => {
      before = /** @type {HTMLElement | null} */ (document.activeElement);
      // In the frame after next: of a field that is filled in the same breath a screen reader hears one frame later, and would go back to it.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const part = root.querySelector(`[data-focus="${name}"]`);
        if (part) reveal(part, asked);
        if (part instanceof HTMLDetailsElement) part.open = true;
        part?.focus({ preventScroll: true });
        // Left to itself, a browser takes a tall part to be in view while its beginning is not.
        const { top = 0, bottom = 0 } = part?.getBoundingClientRect() ?? {};
        if (top < 64 || bottom > innerHeight) part?.scrollIntoView();
      }));
    },
    focus_back: () => requestAnimationFrame(() => before?.focus()),
    // Whether anything was saved, no page can know.
    download: ({ name, type, text, report }) => {
      let outcome = "started";
      try {
        const href = URL.createObjectURL(new Blob([text], { type }));
        Object.assign(document.createElement("a"), { href, download: name }).click();
        setTimeout(() => URL.revokeObjectURL(href), 60_000);
      } catch {
        outcome = "refused";
      }
      send({ type: report, outcome });
    },
    tell_tabs: ({ call, text }) => otherTabs?.postMessage({ call, text }),
    hush: () => hush(),
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
    "page.sound": sound.want,
    "page.spoken": voice.want,
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

  // The lock is lost whenever the page is hidden, and the system may take it back at any time: then it must be asked for
  // again, but not for ever where it is taken back at once.
  async function keepAwake() {
    if (!wanted) {
      await lock?.release().catch(() => {});
      lock = undefined;
    } else if (document.visibilityState === "visible" && (!lock || lock.released)) {
      try {
        const got = (lock = await navigator.wakeLock.request("screen"));
        const since = Date.now();
        got.addEventListener?.("release", () => {
          if (!wanted || lock !== got || document.visibilityState !== "visible") return;
          if (Date.now() - since < BRIEF_MS && brief++) trouble("wake_lock");
          else keepAwake();
        });
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

/** What this tab kept of a running call; "" for nothing. */
export function kept() {
  try {
    return sessionStorage.getItem(KEEP) ?? "";
  } catch {
    return "";
  }
}
