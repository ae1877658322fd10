// The worker: starts Python, hands it events in their order, and sends its answers back.
//
// May live here: loading Pyodide, the clocks, the next tick. No decision, no words.
// Its name is {runtime, base, fresh} as JSON: there sooner than a message could be.
// In:  {begin: {words, language}} once, then {event, seq}
// Out: {fault: "missing" | "damaged" | "unsupported" | "failed", detail}, {seq, answer}, {lacking: packages}

let config;
let pyodide;
let session;
let tick;
const packages = {};
const early = new Map();
const native = self.fetch.bind(self);
const MODULES = ["pyodide.mjs", "pyodide.asm.mjs"];
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // the least WebAssembly there is
const PAGE = 4_096; // bytes
const LONGEST_MS = 2 ** 31 - 1; // of a browser's timers; a longer one would fire at once

let failed = false;
let work = (async () => self.name && load(JSON.parse(self.name)))().catch(fail);
self.onmessage = ({ data }) => {
  work = work.then(() => (failed ? undefined : data.begin ? begin(data.begin) : handle(data))).catch(fail);
};

async function load(given) {
  config = given;
  const index = new URL(config.runtime.index, config.base).href;
  const options = config.fresh ? { cache: "reload" } : {}; // past a damaged copy, on a second try
  if (config.fresh) await Promise.all(MODULES.map((name) => fetch(index + name, options)));
  // Everything is asked for early; loadPyodide, which asks for it by and by, then finds it.
  early.set(`${index}pyodide.asm.wasm`, complete(fetch(`${index}pyodide.asm.wasm`, options)));
  const module = compiled(early.get(`${index}pyodide.asm.wasm`));
  module.catch(fail);
  // A second try starts Python in the ordinary way, where it can. Pyodide calls snapshots experimental, and a browser may be
  // like none that we know.
  const library = config.base + config.runtime.library;
  const modules = config.fresh ? await complete(fetch(library, options)).then(unpacked).catch(() => undefined) : undefined;
  early.set(library, modules ?? new Response());
  const [{ loadPyodide }] = await Promise.all(MODULES.map((name) => import(index + name))).catch((error) => {
    throw Object.assign(error, { fault: "missing" });
  });
  const memory = modules ? undefined : remembered(await module);
  if (memory) performance.mark("remembered"); // for the tests
  instead(module, memory?.fill);
  pyodide = await loadPyodide({
    indexURL: index,
    stdLibURL: library,
    lockFileContents: config.runtime.lock,
    packageBaseUrl: config.base,
    env: { PYTHONTZPATH: "/lib/python3.14/site-packages/tzdata/zoneinfo" },
    stdout: () => {},
    stderr: () => {},
    ...(memory && { _loadSnapshot: memory.snapshot, fsInit: memory.fit }),
  });
  for (const name of ["_loadSnapshot", "fsInit"]) delete pyodide._api.config[name]; // they hold as much as Python itself
}

/**
 * Python's memory as it stands after its start, which tools/runtime/snapshot.mjs has put into its module: `snapshot` for loadPyodide,
 * to be completed by `fill` when WebAssembly has filled its own part, and by `fit` when Emscripten has started.
 */
export function remembered(module) {
  const [bytes] = WebAssembly.Module.customSections(module, "memory");
  const [length, filled, sum, note, count] = new Uint32Array(bytes, 0, 5);
  const numbers = new Uint32Array(bytes, 20, count);
  const rest = 20 + 4 * count;
  const snapshot = new Uint8Array(note + length);
  snapshot.set(new Uint8Array(bytes, rest, note));
  const words = new Uint32Array(snapshot.buffer, note);
  let python;
  return {
    snapshot,
    fill({ exports }) {
      python = exports;
      const { memory } = python;
      words.set(new Uint32Array(memory.buffer, 0, filled / 4));
      let seen = 0;
      numbers.forEach((number, turn) => {
        const page = new Uint32Array(bytes, rest + note + turn * PAGE, PAGE / 4);
        const at = (number * PAGE) / 4;
        for (let word = 0; word < page.length; word++) {
          words[at + word] ^= page[word];
          seen = (seen + page[word]) | 0;
        }
      });
      if (seen >>> 0 !== sum) throw Object.assign(new Error("memory"), { fault: "damaged" }); // WebAssembly does not look there
    },
    // The way in which C functions are called depends on the browser, and Emscripten has just noted it down.
    async fit() {
      const { memory, _PyRuntime, _PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET } = python;
      const now = new Uint32Array(memory.buffer);
      const at = (_PyRuntime.value + now[_PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET.value / 4]) / 4;
      words[at] = now[at];
    },
  };
}

function begin({ words, language }) {
  session = pyodide.pyimport("helper.browser").start(words, language);
}

function handle({ event, seq }) {
  clearTimeout(tick);
  const now = Date.now();
  const answer = JSON.parse(session.handle(JSON.stringify({ ...event, mono: performance.now() }), now));
  const { wake, effects } = answer;
  if (wake !== null) tick = setTimeout(() => handle({ event: { type: "tick" } }), Math.min(LONGEST_MS, Math.max(0, wake - Date.now())));
  self.postMessage({ seq, answer });
  for (const effect of effects) if (effect.do === "load") loadPackages(effect.packages).catch(fail);
}

// Packages that are not there at start. The browser checks their hashes (integrity).
async function loadPackages(names) {
  try {
    await Promise.all(names.map(fetchPackage));
  } catch {
    return self.postMessage({ lacking: names }); // the page finds out why
  }
  handle({ event: { type: "loaded", packages: names } });
}

function fetchPackage(name) {
  packages[name] ??= (async () => {
    const { file, integrity } = config.runtime.packages[name];
    const answer = await fetch(config.base + file, { integrity });
    if (!answer.ok) throw new Error(answer.status);
    pyodide.FS.writeFile("/tmp/package", new Uint8Array(await (await unpacked(answer)).arrayBuffer()));
    pyodide.pyimport("helper.browser").unpack("/tmp/package");
  })();
  packages[name].catch(() => delete packages[name]);
  return packages[name];
}

async function complete(answer) {
  const { ok, status, url } = await answer;
  if (!ok) throw Object.assign(new Error(`${status} ${url}`), { fault: "missing" });
  return answer;
}

// One gzip around all of it: smaller and faster than many small parts, on whichever host.
async function unpacked(answer) {
  try {
    return new Response(await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  } catch (error) {
    throw Object.assign(error, { fault: "damaged" });
  }
}

// The browser compiles while the rest is still on its way. A wrong MIME type is got around.
async function compiled(answer) {
  // A policy or strict settings may forbid what the browser could do.
  await WebAssembly.compile(EMPTY).catch((error) => {
    throw Object.assign(error, { fault: "unsupported" });
  });
  const response = await answer;
  const type = response.headers.get("Content-Type") ?? "";
  return type.startsWith("application/wasm") ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

// What loadPyodide asks for is here already. It never settles when the wasm file is missing, truncated or
// something else (Pyodide issue 6288), so that is told apart from it.
function instead(module, fill = () => {}) {
  self.fetch = (url, options) => early.get(String(url)) ?? native(url, options);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = await WebAssembly.instantiate(await module, imports);
    try {
      fill(instance);
    } catch (error) {
      fail(error);
    }
    return { module: await module, instance };
  };
}

function fail(error) {
  if (failed) return;
  failed = true;
  const fault = error.fault ?? (error instanceof WebAssembly.CompileError ? "damaged" : error.name === "TypeError" ? "missing" : "failed");
  self.postMessage({ fault, detail: String(error.message ?? error).slice(0, 300) });
}
