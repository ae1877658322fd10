// A quicker next visit: has a second worker keep Python as it stands after its start (worker.js says how).
//
// May live here: when that may happen. Never on a device that is short of memory, and not while a call is on.

import { calling, kept } from "./offline.js";

const { spawn } = globalThis.steadyLine; // inline/boot.js
const REST_MS = 3_000;
const PATIENCE_MS = 60_000;

async function begin() {
  if (await calling()) return;
  const worker = spawn({ prepare: true });
  if (!worker) return;
  const end = () => worker.terminate();
  worker.onmessage = worker.onerror = (event) => (event.preventDefault(), end());
  setTimeout(end, PATIENCE_MS);
  addEventListener("steady-line.leave", end); // it could keep something again
}

kept?.then((all) => all && !(navigator.deviceMemory < 2) && setTimeout(begin, REST_MS));
