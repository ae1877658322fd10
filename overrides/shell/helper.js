// The page's side of the helper: taps and fields out as events, answers in to be painted.
//
// May live here: starting and watching the worker, sending events, keys. No decision, no words.
// An event keeps the time at which it happened, and is sent again to a new worker until it has
// been answered: no tap is lost, neither before Python is ready nor when a worker dies.

import { kept, startEffects, unlockSound } from "./effects.js";
import { fieldsOf, paintInto } from "./paint.js";

const root = document.querySelector("[data-helper]");
const runtime = JSON.parse(document.getElementById("helper-runtime").textContent);
const words = document.getElementById("helper-words").textContent;
const base = new URL("./", import.meta.url).href;

// Starting is given up on after this long without an answer, and tried once more by itself.
const PATIENCE_MS = 30_000;
const KEYS = { " ": ["timer.pause", "timer.resume"], n: ["timer.next"], m: ["timer.add_minute"], b: ["timer.back"], t: ["timer.status"] };

let worker;
let watchdog;
let starts = 0;
let seq = 0;
let waiting = [];
let ready = false;

const carryOut = startEffects(root, send);

function send(event) {
  const message = { event: { at: Date.now(), luck: Math.random(), ...event }, seq: ++seq };
  waiting.push(message);
  if (ready) watch();
  worker?.postMessage(message);
}

function start() {
  ready = false;
  starts += 1;
  if (!globalThis.WebAssembly || !globalThis.Worker) return fault("unsupported");
  show("stage", "starting");
  try {
    worker = new Worker(new URL(runtime.worker, base), { type: "module" });
  } catch {
    return fault("unsupported");
  }
  worker.onmessage = receive;
  worker.onerror = (event) => {
    event.preventDefault();
    again(event.message ? "failed" : "missing");
  };
  watch();
  worker.postMessage({ start: { runtime, base, words, language: document.documentElement.lang } });
  waiting = waiting.filter(({ event }) => event.type !== "init");
  waiting.unshift({ event: { type: "init", at: Date.now(), kept: kept(), fragment: location.hash, forms: allFields() }, seq: ++seq });
  for (const message of waiting) worker.postMessage(message);
}

function receive({ data }) {
  if (data.fault) return again(data.fault);
  if (data.stage) return;
  clearTimeout(watchdog);
  ready = true;
  starts = 0;
  waiting = waiting.filter((message) => message.seq > (data.seq ?? 0));
  if (waiting.length) watch();
  const answer = JSON.parse(data.answer);
  show("stage", "");
  show("fault", answer.error ? "error" : "");
  if (answer.error) console.warn(answer.error);
  paintInto(root, answer.view);
  carryOut(answer);
}

// A worker that does not answer in time is ended; a running call is taken up by the next one.
function watch() {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => again("slow"), ready ? PATIENCE_MS / 6 : PATIENCE_MS);
}

function again(reason) {
  clearTimeout(watchdog);
  worker?.terminate();
  worker = undefined;
  const wasReady = ready;
  if (starts > 1) return fault(reason);
  start();
  if (wasReady) show("stage", "crashed");
}

function fault(name) {
  show("stage", "");
  show("fault", name);
}

function show(kind, name) {
  for (const element of root.querySelectorAll(`[data-${kind}]`)) element.hidden = element.dataset[kind] !== name;
  if (kind !== "fault") return;
  for (const part of ["still", "retry"]) root.querySelector(`[data-fault-${part}]`).hidden = !name || name === "error";
}

function allFields() {
  return Object.fromEntries([...root.querySelectorAll("form[data-form]")].map((form) => [form.dataset.form, fieldsOf(form)]));
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-send], [data-retry]");
  unlockSound();
  if (!button || button.tagName === "FORM") return;
  if (button.matches("[data-retry]")) {
    starts = 0;
    show("fault", "");
    return start();
  }
  send({ type: button.dataset.send, ...JSON.parse(button.dataset.with ?? "{}") });
});

root.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!ready) show("stage", "counting");
  if (event.target.dataset.send) send({ type: event.target.dataset.send, fields: fieldsOf(event.target) });
});

root.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-form]");
  if (form) send({ type: `${form.dataset.form}.change`, fields: fieldsOf(form) });
});

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea");
  const pressed = event.key === " " && event.target.closest?.("button, a, summary, input");
  if (field || pressed || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const types = KEYS[event.key.toLowerCase()];
  if (!types || root.querySelector(".call").hidden) return;
  event.preventDefault();
  unlockSound();
  // Of two (pause, go on) only the one whose button shows is meant.
  const type = types.find((name) => types.length === 1 || root.querySelector(`[data-send="${name}"]:not([hidden])`));
  if (type) send({ type });
});

addEventListener("hashchange", () => send({ type: "timer.link", fragment: location.hash }));
document.addEventListener("visibilitychange", () => {
  if (ready && document.visibilityState === "visible") send({ type: "tick" });
});

start();
