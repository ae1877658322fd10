// Without a network: has the service worker keep what this visit is owed, and shows what came of it. Which files
// those are is decided in service-worker.js. Parts of the page: [data-part] for a group of files, with one [data-when]
// for each state it can be in; [data-update] for the word that a newer version is ready.

import { around, one } from "./dom.js";

const { worker = "", language = "" } = one(document, "#service-worker").dataset;
const bar = one(document, "[data-update]");
/** @type {ServiceWorkerRegistration} */
let registration;

/** Is a call on, in this tab or another? */
const calling = async () => (await navigator.locks?.query())?.held?.some(({ name }) => name?.startsWith("call-")) ?? false;

/** Ask the service worker; `tell` gets what comes before the last answer.
 * @param {{ keep: string } | { ask: true }} message @param {(data: Progress) => void} tell @returns {Promise<Kept>}
 * @typedef {{ done: number, total: number }} Progress
 * @typedef {{ problem?: string, groups: Record<string, boolean> }} Kept */
function ask(message, tell = () => {}) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => ("done" in data ? tell(data) : done(data));
    (navigator.serviceWorker.controller ?? registration.active)?.postMessage(message, [port2]);
  });
}

/** @param {string | undefined} group @param {string} state */
function show(group, state) {
  for (const part of document.querySelectorAll(`[data-part="${group}"]`)) {
    part.dataset.is = state;
    for (const line of part.querySelectorAll("[data-when]")) line.hidden = !line.dataset.when?.split(" ").includes(state);
  }
}

/** @param {string} group */
async function keep(group, meanwhile = "keeping") {
  const bars = document.querySelectorAll(`[data-part="${group}"] progress`);
  const { problem } = await ask({ keep: group }, ({ done, total }) => {
    if (done < total) show(group, meanwhile);
    for (const progress of bars) Object.assign(progress, { value: done, max: total });
  });
  show(group, problem ?? "kept");
  return !problem;
}

async function begin() {
  const parts = [...document.querySelectorAll("[data-part]")].map(({ dataset }) => dataset.part ?? "");
  const everywhere = (/** @type {string} */ state) => parts.forEach((part) => show(part, state));
  watch();
  try {
    registration = await navigator.serviceWorker.register(worker, { updateViaCache: "none" });
  } catch {
    // an old browser, a private window, or storage refused
  }
  if (!registration) return void everywhere("unable");
  const first = registration.installing;
  first?.addEventListener("statechange", () => first.state === "redundant" && everywhere("network"));
  const ready = () => registration.waiting && navigator.serviceWorker.controller && (bar.hidden = false);
  ready();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", ready));
  await navigator.serviceWorker.ready;
  const { groups } = await ask({ ask: true });
  const owed = new Set([language, ...(document.querySelector("[data-helper]") ? ["helper"] : []), ...Object.keys(groups)]);
  for (const part of parts) if (!owed.has(part)) show(part, "absent");
  let all = true;
  for (const group of owed) {
    all = (await keep(group, groups[group] === false ? "evicted" : "keeping")) && all; // not whole any more: the browser made room
  }
  return all;
}

// A newer version waits until it is asked for, or until no page of the site is open any more. This listens before there is a
// registration: on a slow device the very first version is in control by the time that is told.
function watch() {
  let taken = !navigator.serviceWorker.controller; // the very first one takes over from none
  let asked = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    else if (taken) taken = false;
    else bar.hidden = false;
  });
  one(bar, "button").addEventListener("click", async () => {
    const busy = await calling();
    one(bar, "[data-busy]").hidden = !busy;
    if (busy) return;
    asked = true;
    if (registration?.waiting) registration.waiting.postMessage({ use: true });
    else location.reload();
  });
}

document.addEventListener("click", async (event) => {
  const place = around(event, "[data-keep]")?.closest("[data-part]");
  const part = place?.dataset.part;
  if (!part) return;
  place.setAttribute("role", "status"); // from here on: who has not asked is not to be interrupted
  show(part, "keeping");
  await navigator.storage?.persist?.().catch(() => false); // asks the browser not to make room with it
  await keep(part);
});

if (navigator.serviceWorker) begin();
else for (const part of document.querySelectorAll("[data-part]")) show(part.dataset.part, "unable");
