// The page's side of the helper: starts and watches the worker; taps, keys and fields go out as events, answers come in
// to be painted. What a tap means is decided by Python.
//
// An event keeps the time at which it happened, and is sent again to a new worker until it has
// been answered: no tap is lost, neither before Python is ready nor when a worker dies.

import "./page.js"; // first: what every page does, in the same file
import { startComboboxes } from "./combobox.js";
import { around, one } from "./dom.js";
import { kept, startEffects } from "./effects.js";
import { startFullScreen } from "./full-screen.js";
import { HANDS, sharesFiles } from "./handing.js";
import { startLayers } from "./layers.js";
import { why } from "./newer.js";
import { fieldsOf, paintInto } from "./paint.js";
import { bringIn } from "./scripts.js";
import { startSheets } from "./sheet.js";
import { startSwipes } from "./swipe.js";
import { startTabs } from "./tabs.js";
/** @import { EarlyWorker, HelperEvent, Message, Reply, Runtime } from "./contract" */

const { first, spawn, taps } = globalThis.steadyLine; // inline/boot.js
const root = one(document, "[data-helper]");
const words = one(document, "#helper-words").textContent;
/** @type {Runtime} */
const runtime = JSON.parse(one(document, "#helper-runtime").textContent);

// After this long without an answer a start is said to be slow (it may be the network, so it goes
// on), and a worker that had been answering is replaced. One that is late with an answer it announced
// is asked first.
const PATIENCE_MS = 8_000;
const LATE_MS = 1_500;
const LONGEST_MS = 2 ** 31 - 1; // of a browser's timers; a longer one would fire at once

/** @type {EarlyWorker | undefined} */
let worker;
let watchdog = 0;
let starts = 0;
let seq = 0;
/** @type {Message[]} */
let waiting = [];
let ready = false;
let held = false; // an event waits for more of Python to arrive
let broken = "";
let tapped = 0; // when the tap happened that is being repeated

mendAddress();
const followLayers = startLayers(root, send);
startTabs(root);
const carryOut = startEffects(root, send);
startComboboxes(root, send);
startSheets(root);
startSwipes(root, send);
startFullScreen(root);

/** @param {HelperEvent} event */
function send(event) {
  const message = { event: { at: tapped || Date.now(), luck: luck(), ...event }, seq: ++seq };
  waiting.push(message);
  if (ready) watch();
  worker?.postMessage(message);
}

/** 128 random bits, for Python, which has no chance of its own (helper/events.py). */
function luck() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function start() {
  ready = held = false;
  starts += 1;
  show("fault", "");
  show("stage", "starting");
  worker = first?.used ? spawn({ fresh: starts > 1 }) : first;
  if (!worker) return fault("unsupported");
  worker.used = true;
  const { early } = worker;
  worker.onmessage = receive;
  worker.onerror = failed;
  watch();
  worker.postMessage({ begin: { words, language: root.closest("[lang]")?.lang } });
  waiting = waiting.filter(({ event }) => event.type !== "init");
  waiting.unshift({ event: { type: "init", at: Date.now(), kept: kept(), page: location.origin + location.pathname, fragment: location.hash, ...ownPlace(), files: sharesFiles(), forms: allFields(), data: ownData() }, seq: ++seq });
  for (const message of waiting) worker.postMessage(message);
  for (const event of early) {
    if ("data" in event) receive(event);
    else failed(event);
  }
}

/** @param {ErrorEvent} event */
function failed(event) {
  event.preventDefault();
  again(event.message ? "failed" : "missing");
}

/** @param {MessageEvent<Reply>} event */
function receive({ data }) {
  if (data.fault) return again(data.fault);
  if (data.lacking) return void lacks(data.lacking);
  clearTimeout(watchdog);
  held = Boolean(data.waiting);
  if (data.waiting) return watch();
  if (!ready) {
    performance.mark("ready"); // for the bench
    loadLater();
  }
  ready = true;
  const asked = waiting.find((message) => message.seq === data.seq)?.event.at;
  waiting = waiting.filter((message) => message.seq !== data.seq);
  if (!waiting.length) starts = 0; // else what ended the worker before may come again
  const { answer } = data;
  if (waiting.length) watch();
  else if (answer.wake !== null) watchdog = setTimeout(tick, Math.min(LONGEST_MS, Math.max(0, answer.wake - Date.now()) + LATE_MS));
  show("stage", "");
  show("fault", answer.error ? "error" : "");
  if (answer.error) console.warn(answer.error);
  const focused = document.activeElement;
  paintInto(root, answer.view);
  followLayers();
  // Where the button that was used goes away, the focus goes to the one that takes its place, or stays in its part of the page.
  if (focused instanceof HTMLElement && root.contains(focused) && focused.closest("[hidden]")) {
    const instead = "instead" in focused.dataset ? root.querySelector(`[data-send="${focused.dataset.instead}"]:not([hidden])`) : null;
    (instead ?? focused.closest("[data-focus]:not([hidden])"))?.focus();
  }
  carryOut(answer, asked);
}

/** @param {string[]} packages */
async function lacks(packages) {
  send({ type: "load_failed", packages, reason: await why(packages.map((name) => runtime.packages[name].file)) });
}

function watch() {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => (ready && !held ? again("failed") : fault("slow")), PATIENCE_MS);
}

function tick() {
  if (ready) send({ type: "tick" });
}

// Another worker takes up the running call and what has not been answered: once by itself.
/** @param {string} reason */
function again(reason) {
  clearTimeout(watchdog);
  worker?.terminate();
  worker = undefined;
  const crashed = ready;
  if (starts > 1 || reason === "unsupported") return fault(reason);
  start();
  if (crashed && reason === "failed") show("stage", "crashed");
}

// What the page can do without until the helper is up, or cannot be.
function loadLater() {
  bringIn(one(document, "template[data-later]"));
}

function retry() {
  worker?.terminate();
  starts = 1;
  start();
}

// The cause may be gone meanwhile: the network is back, or somebody has been in the settings.
function retryIfBroken() {
  if (["missing", "damaged", "failed"].includes(broken)) retry();
}

/** @param {string} name */
async function fault(name) {
  loadLater();
  show("stage", "");
  show("fault", name);
  if (name !== "missing" && name !== "damaged") return;
  const found = await why([runtime.worker, (runtime.lean ?? runtime.plain).index, ...Object.values(runtime.packages).map(({ file }) => file)]);
  if (found === "outdated" && broken === name) show("fault", found);
}

/** @param {"stage" | "fault"} kind @param {string} name */
function show(kind, name) {
  for (const element of root.querySelectorAll(`[data-${kind}]`)) element.hidden = element.dataset[kind] !== name;
  if (kind !== "fault") return;
  broken = name;
  // A time that nobody counts is not to be seen (steady-line.css).
  root.toggleAttribute("data-stopped", Boolean(name) && name !== "error");
  for (const part of ["still", "retry"]) one(root, `[data-fault-${part}]`).hidden = ["", "error", "outdated"].includes(name);
}

/** Some programs escape the # sign of a link: then what followed it is in the query (in the path: dead-end.html). */
function mendAddress() {
  const { hash, href } = location;
  if (!hash) history.replaceState(history.state, "", href.replace(/%(25)*23/, "#"));
}

function allFields() {
  return Object.fromEntries([.../** @type {NodeListOf<HTMLFormElement>} */ (root.querySelectorAll("form[data-form]"))].map((form) => [form.dataset.form, fieldsOf(form)]));
}

/** Where and in which language the page is read. */
function ownPlace() {
  return { language: document.documentElement.lang, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** What the build put into the page for the tools, by tool. */
function ownData() {
  return Object.fromEntries([...document.querySelectorAll("script[data-for]")].map((script) => [script.dataset.for, JSON.parse(script.textContent)]));
}

// On the document: what is within an element that listens for clicks, some screen readers call "clickable".
document.addEventListener("click", (event) => {
  const button = around(event, "[data-send], [data-retry], [data-reload]");
  if (!button || button.tagName === "FORM") return;
  if (button.matches("[data-retry]")) return retry();
  if (button.matches("[data-reload]")) return location.reload();
  if (button.matches("a")) {
    if (broken || event.ctrlKey || event.metaKey || event.shiftKey) return; // it leads somewhere without Python too
    event.preventDefault();
  }
  const type = button.dataset.send ?? "";
  const given = JSON.parse(button.dataset.with ?? "{}");
  const hand = HANDS[button.dataset.hand ?? ""];
  if (hand) hand(given, (outcome, text) => send({ type, ...given, ...(text !== undefined && { text }), outcome }));
  else send({ type, ...given });
});

root.addEventListener("submit", (event) => {
  event.preventDefault();
  // Where nothing will start, nothing counts; the way on stands further up.
  if (broken && broken !== "slow" && broken !== "error") one(root, "[data-fault]:not([hidden])").scrollIntoView({ block: "center" });
  else if (!ready && event.submitter?.matches("[data-counting]")) show("stage", "counting");
  const form = event.target;
  if (form instanceof HTMLFormElement && form.dataset.send) send({ type: form.dataset.send, fields: fieldsOf(form) });
});

root.addEventListener("input", (event) => {
  /** @type {HTMLFormElement | null} */
  const form = around(event, "form[data-form]");
  if (form) send({ type: `${form.dataset.form}.change`, fields: fieldsOf(form) });
});

// What is data-polite is spoken once somebody changes something, not when the page has come and Python fills in a form.
for (const kind of ["click", "input"]) document.addEventListener(kind, ({ isTrusted }) => isTrusted && root.querySelectorAll("[data-polite]:not([aria-live])").forEach((it) => it.setAttribute("aria-live", "polite")), true);

// The keys of a part work while the focus is in it (WCAG 2.1.4), and come before the theme's own, which take N for "next page".
addEventListener("keydown", (event) => {
  const part = around(event, "[data-keys]");
  const letter = event.altKey && /^Key(.)$/.exec(event.code)?.[1]; // with Alt, past a screen reader that has these letters itself
  const type = part && JSON.parse(part.dataset.keys ?? "{}")[(letter || event.key).toLowerCase()];
  if (!type || event.repeat || event.ctrlKey || event.metaKey || (event.altKey && !letter)) return;
  if (around(event, event.key === " " ? "button, a, summary, input" : "input, textarea")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  send({ type });
}, { capture: true });

// What could not be copied is there to be copied by hand.
root.addEventListener("focusin", ({ target }) => (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.readOnly && target.select());

addEventListener("steady-line.leave", () => {
  clearTimeout(watchdog);
  worker?.terminate();
  worker = undefined;
  ready = false;
});

addEventListener("hashchange", () => send({ type: "link", fragment: location.hash }));
addEventListener("online", retryIfBroken);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  tick();
  retryIfBroken();
});

for (const { button, at } of taps()) {
  tapped = at;
  button.click();
}
tapped = 0;
setTimeout(start); // a task of its own: the page can react in between
root.toggleAttribute("data-alive", true);
