// Which functions a call runs, of the WebAssembly and of Python.
//
//   node tools/runtime/profile.mjs FOLDER PLAYS SEEN
//
// FOLDER is a bundle with a Pyodide that notes what it runs (split.mjs). PLAYS, made by play.py, are played by the worker that visitors
// get. SEEN becomes JSON: `wasm`, the globals in which that was noted, and `python`, what in_pyodide/ran.py finds. The same for the same
// input.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { config } from "./browserlike.mjs";

const START_MS = 1_763_712_000_000;
const STEP_MS = 1_000;
const [folder, plays, to] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(folder, "manifest.json")));
const instances = [];
WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...given) {
    super(...given);
    instances.push(this);
  }
};
// Numbers as long as real ones, which are read and written in other ways than short ones; and whole ones, as Firefox has them.
const FRACTION = 0.30000000074505806;
const LUCK = "bd3a1f0c5e7788996a0b1c2d3e4f5061";
let now = START_MS;
Date.now = () => now;
performance.now = () => now - START_MS + ((now / STEP_MS) % 2 ? FRACTION : 0);
crypto.getRandomValues = (array) => array.fill(0);
process.env.TZ = "UTC";
// What is played says when a second is over. A timer of the worker would go off in between on a slow machine, and only there.
const soon = setTimeout;
globalThis.setTimeout = (run, after, ...given) => (after ? undefined : soon(run, after, ...given));
// Python gets the stack of an error too: as long as in a browser, and the same wherever the project lies.
const FILE = "https://example.org/assets/helper/worker.0123456789.js:10:10";
Error.prepareStackTrace = (error, frames) => [`${error}`, ...frames.map((it) => `    at ${it.getFunctionName() ?? "<anonymous>"} (${FILE})`)].join("\n");
// As browsers have it, with one name of a language that is wrong. On an iPhone Pyodide calls C functions in another way.
const browsers = ["", "iPhone"].map((userAgent) => ({ userAgent, languages: Object.freeze(["en-GB", "en", "de", "x_y"]) }));
// Where an error of JavaScript comes from, Python adds to its traceback: in some browsers even if it is their own function.
const { getCanonicalLocales } = Intl;
Intl.getCanonicalLocales = (name) => getCanonicalLocales(name);
self.name = JSON.stringify(config(folder, manifest));

const wasm = new Set();
const python = new Set();
const ran = readFileSync("tools/runtime/in_pyodide/ran.py", "utf-8");
const played = JSON.parse(readFileSync(plays));
for (const navigator of browsers) {
  self.navigator = navigator;
  for (const { language, words, events } of played) {
    const send = await worker(language, words);
    for (const event of events) await send(event);
    // Before Python is asked, which itself runs a lot.
    for (const { exports } of instances.splice(0)) {
      for (const name of Object.keys(exports)) if (name.startsWith("ran") && exports[name].value === 1) wasm.add(name);
    }
    for (const each of JSON.parse(self.pyodide.runPython(ran))) python.add(JSON.stringify(each));
  }
}
writeFileSync(to, JSON.stringify({ wasm: [...wasm].sort(), python: [...python].sort().map((each) => JSON.parse(each)) }));
process.exit(); // the last call goes on

function fail({ fault, detail }) {
  console.error(`The worker says: ${fault}: ${detail}`);
  process.exit(1);
}

/** A worker that has been told to begin: a function that sends it an event, and waits until all is done that this led to. */
async function worker(language, words) {
  const waiting = new Map();
  const loading = [];
  let seq = 0;
  self.postMessage = (message) => {
    if (message.fault) fail(message);
    for (const { do: what, packages } of message.answer?.effects ?? []) if (what === "load") loading.push(packages);
    if (message.answer && message.seq === undefined) loading.shift(); // the event that tells of it
    waiting.get(message.seq)?.(message.answer);
  };
  await import(`../../overrides/shell/worker.js?${language}${navigator.userAgent}`);
  self.onmessage({ data: { begin: { words: JSON.stringify(words), language } } });
  return async ({ later = STEP_MS, ...event }) => {
    now += later;
    const answered = new Promise((resolve) => waiting.set(++seq, resolve));
    self.onmessage({ data: { event: { at: now, luck: LUCK, ...event }, seq } });
    await answered;
    while (loading.length) await new Promise((resolve) => soon(resolve, 5));
  };
}
