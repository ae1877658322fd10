// The earliest start: loaded from the head of the page, so that the worker fetches and starts Python
// while the page is still being read.
//
// May live here: making a worker, and noticing that the page is cut short. Everything else is helper.js.

const runtime = JSON.parse(document.getElementById("helper-runtime").textContent);
const base = new URL("./", import.meta.url).href;

/** A worker that begins to load Python; what it says before anyone listens is kept in `early`. None where
 *  the browser has no module workers: such a one does not read `type`. */
export function spawn(fresh) {
  let read = false;
  const options = { get type() { return (read = true), "module"; } };
  let worker;
  try {
    worker = new Worker(new URL(runtime.worker, base), options);
  } catch {
    return undefined;
  }
  if (!read) return worker.terminate();
  worker.early = [];
  worker.onmessage = worker.onerror = (event) => worker.early.push(event);
  worker.postMessage({ load: { runtime, base, fresh } });
  return worker;
}

const able = Boolean(globalThis.WebAssembly && globalThis.Worker && globalThis.DecompressionStream);
export const first = able ? spawn(false) : undefined;

// Where the end of the page has not arrived, nothing else would run: the page is asked for once more.
const cut = () => !document.getElementById("helper-words") && performance.getEntriesByType("navigation")[0]?.type !== "reload";
const whole = () => cut() && location.reload();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", whole);
else whole();
