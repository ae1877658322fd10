// The worker: Python's event loop. Hands it events in their order, wakes it when it asks for that, and posts its answers.
//
// Its name is {runtime, base, fresh} as JSON, what loader.js is to load: there sooner than a message could be.
// In:  {begin: {words, language}} once, then {event, seq}
// Out: {seq, answer}, {waiting: true} for an event that waits for more of Python to arrive, {lacking: packages},
//      {fault: "missing" | "damaged" | "unsupported" | "failed", detail}

import { complete, load } from "./loader.js";
/** @import { Answer, Begin, Given, Message } from "./contract" */

const LONGEST_MS = 2 ** 31 - 1; // of a browser's timers; a longer one would fire at once
const REST_MS = 2_000; // after the first answer, what seldom is needed is fetched: first come taps, time zones and places
/** @type {Record<string, Promise<void>>} */
const packages = {};
/** @type {Set<string>} */
const refused = new Set();
/** @type {Given} */
let config;
/** @type {any} */
let pyodide;
let fetchRest = () => {};
let rest = 0;
/** @type {any} */
let session;
let tick = 0;
let failed = false;
let work = start().catch(fail);

self.onmessage = ({ data }) => {
  work = work.then(() => (failed ? undefined : data.begin ? begin(data.begin) : handle(data))).catch(fail);
};

async function start() {
  if (!self.name) return;
  config = JSON.parse(self.name);
  ({ pyodide, fetchRest } = await load(config, { fail, wait: () => self.postMessage({ waiting: true }) }));
  Object.assign(self, { pyodide }); // for the tests and the bench
}

/** @param {Begin["begin"]} given */
function begin({ words, language }) {
  session = pyodide.pyimport("helper.browser").start(words, language);
}

/** @param {Message} message */
function handle({ event, seq }) {
  clearTimeout(tick);
  const now = Date.now();
  /** @type {Answer} */
  const answer = JSON.parse(session.handle(JSON.stringify({ ...event, mono: performance.now() }), now));
  if (failed) return; // Python may have caught what was thrown through it
  const { wake, effects } = answer;
  if (wake !== null) tick = setTimeout(() => handle({ event: { type: "tick" } }), Math.min(LONGEST_MS, Math.max(0, wake - Date.now())));
  self.postMessage({ seq, answer });
  for (const effect of effects) if (effect.do === "load") loadPackages(effect.packages).catch(fail);
  rest ||= setTimeout(fetchRest, REST_MS);
}

/** Packages that are not there at start. The browser checks their hashes (integrity). @param {string[]} names */
async function loadPackages(names) {
  try {
    await Promise.all(names.map(fetchPackage));
  } catch {
    return self.postMessage({ lacking: names }); // the page finds out why
  }
  handle({ event: { type: "loaded", packages: names } });
}

/** @param {string} name */
function fetchPackage(name) {
  packages[name] ??= (async () => {
    const { file, integrity } = config.runtime.packages[name];
    const cache = refused.has(name) ? "reload" : "default"; // past a damaged copy
    const answer = await complete(fetch(config.base + file, { integrity, cache }));
    // One gzip around all of it: smaller and faster than many small parts, on whichever host.
    const unpacked = new Response(answer.body?.pipeThrough(new DecompressionStream("gzip")));
    pyodide.FS.writeFile("/tmp/package", new Uint8Array(await unpacked.arrayBuffer()));
    pyodide.pyimport("helper.browser").unpack("/tmp/package");
  })();
  packages[name].catch(() => {
    refused.add(name);
    delete packages[name];
  });
  return packages[name];
}

/** @param {any} error */
function fail(error) {
  if (failed) return;
  failed = true;
  const fault = error.fault ?? (error instanceof WebAssembly.CompileError ? "damaged" : error.name === "TypeError" ? "missing" : "failed");
  self.postMessage({ fault, detail: String(error.message ?? error).slice(0, 300) });
}
