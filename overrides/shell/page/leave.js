// Leaving without a trace: "clear everything and leave", or Shift three times, in this tab and in every other one of the
// site. Wipes what the site has put on the device, and keeps the browser from bringing a left page back. Where others
// share our host (https://host/ours/), only what is named as ours goes.

import { around, one } from "../dom.js";
import { keptCall } from "./kept.js";

const scope = new URL("../../", import.meta.url);
const alone = scope.pathname === "/";
const OURS = ["steady-line.", `steady-line ${scope.href} `, `${scope.pathname}.`];
/** @param {string} name */
const ours = (name) => alone || OURS.some((start) => name.startsWith(start));
const PATIENCE_MS = 500;
const PRESSES_MS = 1_000; // from the first to the last
const WRITTEN_INTO = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]';
let leaving = false;

const tabs = globalThis.BroadcastChannel && new BroadcastChannel(`steady-line leave ${scope.href}`);
if (tabs) tabs.onmessage = leave;

async function leave() {
  if (leaving) return;
  leaving = true;
  dispatchEvent(new Event("steady-line.leave")); // helper.js ends its worker, which could keep something again
  document.documentElement.hidden = true; // nothing to see from here on
  document.title = "";
  wipeAtOnce();
  attempt(() => navigator.serviceWorker?.controller?.postMessage({ leave: true })); // it outlives the page
  // What hangs, for instance a store that is locked, must not keep anybody here.
  await Promise.race([Promise.allSettled([wipeWorkers(), wipeCaches(), wipeDatabases()]), new Promise((enough) => setTimeout(enough, PATIENCE_MS))]);
  wipeAtOnce();
  location.replace("about:blank"); // takes the place of this page in the tab's history
}

function wipeAtOnce() {
  for (const store of [() => localStorage, () => sessionStorage]) {
    attempt(() => Object.keys(store()).filter(ours).forEach((name) => store().removeItem(name)));
  }
  attempt(() => document.cookie.split("; ").forEach((pair) => (document.cookie = `${pair.split("=")[0]}=; Max-Age=0; Path=${scope.pathname}`)));
}

async function wipeWorkers() {
  const all = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const own = all.filter((it) => it.scope.startsWith(scope.href));
  for (const { installing, waiting, active } of own) for (const state of [installing, waiting, active]) state?.postMessage({ leave: true });
  await Promise.all(own.map((it) => it.unregister()));
}

async function wipeCaches() {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter(ours).map((name) => caches.delete(name)));
}

async function wipeDatabases() {
  const all = (await globalThis.indexedDB?.databases?.()) ?? [];
  for (const { name = "" } of all) if (ours(name)) indexedDB.deleteDatabase(name);
}

/** Where the browser refuses a store, there is nothing in it. @param {() => void} wipe */
function attempt(wipe) {
  try {
    wipe();
  } catch {}
}

function everywhere() {
  tabs?.postMessage("leave");
  leave();
}

for (const part of document.querySelectorAll("[data-leave]")) {
  part.hidden = false;
  one(part, "button").addEventListener("click", everywhere);
}

// Shift alone, three times within a second: as "Exit this page" of the GOV.UK Design System has it. Only where there is a
// button that says so. Sticky keys and a hand that trembles press it, too: nothing may be lost by that, neither what
// somebody writes nor a call that runs in this tab. There, the button alone does it.
/** @type {number[]} */
let presses = [];
addEventListener("keydown", (event) => {
  if (event.repeat) return;
  const counts = event.key === "Shift" && !around(event, WRITTEN_INTO) && !onCall();
  presses = counts ? [...presses.filter((at) => event.timeStamp - at < PRESSES_MS), event.timeStamp] : [];
  if (presses.length === 3 && document.querySelector("[data-leave]")) everywhere();
});

const onCall = () => Boolean(keptCall() || document.querySelector('[data-panel="timer"][data-is="call"]'));

// Going back in a tab shows a page as it was left, with all that had been typed. The helper begins
// afresh instead, and takes up a running call.
if (document.querySelector("[data-helper]")) {
  addEventListener("pagehide", ({ persisted }) => (document.documentElement.hidden = persisted));
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
