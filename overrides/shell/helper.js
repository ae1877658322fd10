// The page's side of the helper: taps and fields out as events, answers in to be painted.
//
// May live here: starting and watching the worker, sending events, keys. No decision, no words.
// An event keeps the time at which it happened, and is sent again to a new worker until it has
// been answered: no tap is lost, neither before Python is ready nor when a worker dies.

import { startComboboxes } from "./combobox.js";
import { kept, startEffects, unlockSound } from "./effects.js";
import { bringIn } from "./page.js";
import { fieldsOf, paintInto } from "./paint.js";
import { startTabs } from "./tabs.js";

const { first, spawn } = globalThis.steadyLine; // inline/boot.js
const root = document.querySelector("[data-helper]");
const words = document.getElementById("helper-words").textContent;

// After this long without an answer a start is said to be slow (it may be the network, so it goes
// on), and a worker that had been answering is replaced. One that is late with an answer it announced
// is asked first.
const PATIENCE_MS = 8_000;
const LATE_MS = 1_500;
const LONGEST_MS = 2 ** 31 - 1; // of a browser's timers; a longer one would fire at once
const KEYS = { " ": ["timer.pause", "timer.resume"], n: ["timer.next"], m: ["timer.add_minute"], b: ["timer.back"], t: ["timer.status"] };

let worker;
let watchdog;
let starts = 0;
let seq = 0;
let waiting = [];
let ready = false;
let held = false; // an event waits for more of Python to arrive
let broken = "";

startTabs(root);
const carryOut = startEffects(root, send);
startComboboxes(root, send);

function send(event) {
  const message = { event: { at: Date.now(), luck: Math.random(), ...event }, seq: ++seq };
  waiting.push(message);
  if (ready) watch();
  worker?.postMessage(message);
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
  worker.postMessage({ begin: { words, language: root.closest("[lang]").lang } });
  waiting = waiting.filter(({ event }) => event.type !== "init");
  waiting.unshift({ event: { type: "init", at: Date.now(), kept: kept(), page: location.origin + location.pathname, fragment: location.hash, ...ownPlace(), forms: allFields(), data: ownData() }, seq: ++seq });
  for (const message of waiting) worker.postMessage(message);
  for (const event of early) (event.type === "error" ? failed : receive)(event);
}

function failed(event) {
  event.preventDefault();
  again(event.message ? "failed" : "missing");
}

function receive({ data }) {
  if (data.fault) return again(data.fault);
  clearTimeout(watchdog);
  held = Boolean(data.waiting);
  if (held) return watch();
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
  // Where the button that was used goes away, the focus stays in its part of the page.
  if (root.contains(focused) && focused.closest("[hidden]")) focused.closest("[data-focus]:not([hidden])")?.focus();
  carryOut(answer, asked);
}

function watch() {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => (ready && !held ? again("failed") : fault("slow")), PATIENCE_MS);
}

function tick() {
  if (ready) send({ type: "tick" });
}

// Another worker takes up the running call and what has not been answered: once by itself.
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
  bringIn(document.querySelector("template[data-later]"));
}

function retry() {
  worker?.terminate();
  starts = 1;
  start();
}

// What cured it may have happened elsewhere: the network is back, or somebody has been in the settings.
function retryIfBroken() {
  if (["missing", "damaged", "failed"].includes(broken)) retry();
}

function fault(name) {
  loadLater();
  show("stage", "");
  show("fault", name);
}

function show(kind, name) {
  for (const element of root.querySelectorAll(`[data-${kind}]`)) element.hidden = element.dataset[kind] !== name;
  if (kind !== "fault") return;
  broken = name;
  // A time that nobody counts is not to be seen (steady-line.css).
  root.toggleAttribute("data-stopped", Boolean(name) && name !== "error");
  for (const part of ["still", "retry"]) root.querySelector(`[data-fault-${part}]`).hidden = !name || name === "error";
}

function allFields() {
  return Object.fromEntries([...root.querySelectorAll("form[data-form]")].map((form) => [form.dataset.form, fieldsOf(form)]));
}

/** Where and in which language the page is read. */
function ownPlace() {
  return { language: document.documentElement.lang, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** What the build put into the page for the tools, by tool. */
function ownData() {
  return Object.fromEntries([...document.querySelectorAll("script[data-for]")].map((script) => [script.dataset.for, JSON.parse(script.textContent)]));
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-send], [data-retry]");
  unlockSound();
  if (!button || button.tagName === "FORM") return;
  if (button.matches("[data-retry]")) return retry();
  send({ type: button.dataset.send, ...JSON.parse(button.dataset.with ?? "{}") });
});

root.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!ready && event.submitter?.matches("[data-counting]")) show("stage", "counting");
  if (event.target.dataset.send) send({ type: event.target.dataset.send, fields: fieldsOf(event.target) });
});

root.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-form]");
  if (form) send({ type: `${form.dataset.form}.change`, fields: fieldsOf(form) });
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape") send({ type: "phrases.close" });
});

// Keys work while the focus is in the running call (WCAG 2.1.4), and come before the theme's own,
// which take N for "next page".
addEventListener("keydown", (event) => {
  const panel = event.target.closest?.("[data-keys]");
  const types = KEYS[event.key.toLowerCase()];
  if (!panel || !types || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(event.key === " " ? "button, a, summary, input" : "input")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  unlockSound();
  // Of two (pause, go on) only the one whose button shows is meant.
  const type = types.find((name) => types.length === 1 || root.querySelector(`[data-send="${name}"]:not([hidden])`));
  if (type) send({ type });
}, { capture: true });

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

setTimeout(start); // a task of its own: the page can react in between
root.toggleAttribute("data-alive", true);
