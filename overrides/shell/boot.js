// The earliest start: loaded from the head of the page, so that the worker fetches and starts Python
// while the page is still being read.
//
// May live here: making a worker. Everything else about it is helper.js.

const runtime = JSON.parse(document.getElementById("helper-runtime").textContent);
const base = new URL("./", import.meta.url).href;

/** A worker that begins to load Python; what it says before anyone listens is kept in `early`. */
export function spawn(fresh) {
  const worker = new Worker(new URL(runtime.worker, base), { type: "module" });
  worker.early = [];
  worker.onmessage = worker.onerror = (event) => worker.early.push(event);
  worker.postMessage({ load: { runtime, base, fresh } });
  return worker;
}

export const able = Boolean(globalThis.WebAssembly && globalThis.Worker);
export const first = able ? spawn(false) : undefined;
