// The earliest start: stands in the head of the page itself, so that the worker fetches and starts Python while the
// page is still being read. A plain script, since modules wait: that costs a tenth of a second. Makes a worker, keeps what
// is tapped until helper.js listens, and notices that the page is cut short; the rest is helper.js, which finds
// `steadyLine` here: {first, spawn, taps}.
/** @import { EarlyWorker, Runtime } from "../contract" */
(() => {
const given = /** @type {HTMLElement} */ (document.getElementById("helper-runtime"));
/** @type {Runtime} */
const runtime = JSON.parse(given.textContent);
const base = new URL(given.dataset.base ?? "", location.href).href;

// A worker that begins to load Python; what it says before anyone listens is kept in `early`. `how` is for
// worker.js (fresh). None where the browser has no module workers: such a one does not read `type`.
/** @param {{ fresh?: boolean }} how */
function spawn(how = {}) {
  let read = false;
  const options = { name: JSON.stringify({ runtime, base, ...how }), get type() { return (read = true), /** @type {const} */ ("module"); } };
  let worker;
  try {
    const file = how.fresh ? `${runtime.worker}?${Date.now()}` : runtime.worker; // past a damaged copy, which a browser may keep for ever
    worker = /** @type {EarlyWorker} */ (new Worker(new URL(file, base), options));
  } catch {
    return undefined;
  }
  if (!read) return void worker.terminate();
  const early = (worker.early = /** @type {typeof worker.early} */ ([]));
  worker.onmessage = worker.onerror = (/** @type {ErrorEvent | MessageEvent} */ event) => early.push(event);
  return worker;
}

const able = Boolean(globalThis.WebAssembly && globalThis.Worker && globalThis.DecompressionStream);

/** @type {{ button: HTMLElement, at: number }[]} */
const tapped = [];
/** @param {MouseEvent} event */
function keep(event) {
  /** @type {HTMLElement | null} */
  const button = /** @type {Element} */ (event.target).closest("[data-helper] button");
  if (!button) return;
  event.preventDefault(); // above all the sending of a form, which would ask the host for what it holds
  tapped.push({ button, at: Date.now() });
}
addEventListener("click", keep, true);

/** What was tapped up to now; from now on nothing is kept. */
function taps() {
  removeEventListener("click", keep, true);
  return tapped;
}

globalThis.steadyLine = { spawn, first: able ? spawn() : undefined, taps };

// Where the end of the page does not arrive, nothing else would run, and a browser that was cut off may go on
// waiting for ever. Such a page is asked for once more; the second time there are at least words.
const GROWING_MS = 4_000;
let size = 0;
const growing = setInterval(() => {
  const { length } = document.getElementsByTagName("*");
  if (document.readyState === "loading" && length !== size) return (size = length);
  clearInterval(growing);
  if (document.getElementById("helper-words")) return;
  if (/** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0])?.type !== "reload") return location.reload();
  const textContent = given.dataset.late;
  (document.body ?? document.documentElement).append(Object.assign(document.createElement("p"), { textContent }));
}, GROWING_MS);
})();
