// The worker: starts Python, hands it events in their order, and sends its answers back.
//
// May live here: loading Pyodide, the clocks, the next tick. No decision, no words.
// In:  {load: {runtime, base, fresh, prepare}} and {begin: {words, language}} once, then {event, seq}
// Out: {fault: "missing" | "damaged" | "unsupported" | "failed", detail}, {seq, answer}, {prepared: true}

let config;
let pyodide;
let session;
let tick;
const packages = {};
const early = new Map();
const native = self.fetch.bind(self);
const MODULES = ["pyodide.mjs", "pyodide.asm.mjs"];
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // the least WebAssembly there is
const PAGE = 65_536; // bytes
const LIBRARY = "/lib/python314.zip"; // where loadPyodide puts it
const LONGEST_MS = 2 ** 31 - 1; // of a browser's timers; a longer one would fire at once

let library; // gets a prepared Python its file of modules after the first answer: only later packages need it
let whole;
let failed = false;
let work = Promise.resolve();
self.onmessage = ({ data }) => {
  work = work.then(() => (failed ? undefined : data.load ? load(data.load) : data.begin ? begin(data.begin) : handle(data))).catch(fail);
};

async function load(given) {
  config = given;
  const index = new URL(config.runtime.index, config.base).href;
  const file = config.base + config.runtime.library;
  const options = config.fresh ? { cache: "reload" } : {}; // past a damaged copy, on a second try
  const kept = prepared();
  if (config.prepare && (await kept)) return self.postMessage({ prepared: true });
  if (config.fresh) await Promise.all(MODULES.map((name) => fetch(index + name, options)));
  // Everything is asked for early; loadPyodide, which asks for it by and by, then finds it.
  early.set(`${index}pyodide.asm.wasm`, complete(fetch(`${index}pyodide.asm.wasm`, options)));
  const fetched = () => complete(native(file, options)).then(unpacked);
  early.set(file, kept.then((memory) => (memory ? new Response() : fetched())));
  early.get(file).catch(fail);
  instead(compiled(early.get(`${index}pyodide.asm.wasm`)));
  const [{ loadPyodide }] = await Promise.all(MODULES.map((name) => import(index + name))).catch((error) => {
    throw Object.assign(error, { fault: "missing" });
  });
  const snapshot = await kept;
  if (snapshot) performance.mark("prepared"); // for the tests
  pyodide = await loadPyodide({
    indexURL: index,
    stdLibURL: file,
    lockFileContents: config.runtime.lock,
    packageBaseUrl: config.base,
    env: { PYTHONTZPATH: "/lib/python3.14/site-packages/tzdata/zoneinfo" },
    stdout: () => {},
    stderr: () => {},
    _makeSnapshot: Boolean(config.prepare),
    ...(snapshot && { _loadSnapshot: snapshot }),
  });
  delete pyodide._api.config._loadSnapshot; // as large as Python itself, and of no more use
  if (config.prepare) await prepare();
  if (snapshot) library = async () => pyodide.FS.writeFile(LIBRARY, new Uint8Array(await (await fetched().catch(forget)).arrayBuffer()));
}

// Python's memory as it stands after the start, kept for a quicker next one: before anything of a person or a
// call has come near it, and without its empty pages. Pyodide calls snapshots experimental, so nothing depends on
// one: where it is missing or no good, Python starts as it did the first time.
const store = () => ({ name: `steady-line ${new URL("../../", config.base)} prepared`, key: `${config.base}${config.runtime.index}${config.runtime.library}.snapshot` });

async function prepare() {
  pyodide.pyimport("helper.browser").destroy();
  const memory = pyodide.makeMemorySnapshot();
  const page = (number) => memory.subarray(number * PAGE, (number + 1) * PAGE);
  const used = [...Array(Math.ceil(memory.length / PAGE)).keys()].filter((number) => page(number).some((byte) => byte));
  const { name, key } = store();
  await caches.delete(name);
  await (await caches.open(name)).put(key, new Response(new Blob([Uint32Array.of(memory.length, used.length, ...used), ...used.map(page)])));
  self.postMessage({ prepared: true });
}

/** What was prepared is of no use without the library: the next start is to say so before its first answer. */
async function forget(error) {
  await caches.delete(store().name).catch(() => {});
  throw error;
}

async function prepared() {
  const { name, key } = store();
  try {
    if (config.fresh) return void (await caches.delete(name));
    const found = await caches.match(key, { cacheName: name });
    if (!found || config.prepare) return found;
    const bytes = await found.arrayBuffer();
    const [length, count] = new Uint32Array(bytes, 0, 2);
    const memory = new Uint8Array(length);
    new Uint32Array(bytes, 8, count).forEach((number, turn) => {
      const at = number * PAGE;
      memory.set(new Uint8Array(bytes, 8 + 4 * count + turn * PAGE, Math.min(PAGE, length - at)), at);
    });
    return memory;
  } catch {
    self.caches?.delete(name).catch(() => {}); // cut short, to be made anew; or the browser keeps nothing here
    return undefined;
  }
}

function begin({ words, language }) {
  session = pyodide.pyimport("helper.browser").start(words, language);
}

function handle({ event, seq }) {
  clearTimeout(tick);
  const now = Date.now();
  const answer = session.handle(JSON.stringify({ ...event, mono: performance.now() }), now);
  const { wake, effects } = JSON.parse(answer);
  if (wake !== null) tick = setTimeout(() => handle({ event: { type: "tick" } }), Math.min(LONGEST_MS, Math.max(0, wake - Date.now())));
  self.postMessage({ seq, answer });
  whole ??= library?.();
  whole?.catch(fail);
  for (const effect of effects) if (effect.do === "load") loadPackages(effect.packages).catch(fail);
}

// Packages that are not there at start. The browser checks their hashes (integrity).
async function loadPackages(names) {
  await whole;
  let type = "loaded";
  try {
    await Promise.all(names.map(fetchPackage));
  } catch {
    type = "load_failed";
  }
  handle({ event: { type, packages: names } });
}

function fetchPackage(name) {
  packages[name] ??= (async () => {
    const { file, integrity } = config.runtime.packages[name];
    const answer = await fetch(config.base + file, { integrity });
    if (!answer.ok) throw new Error(answer.status);
    pyodide.FS.writeFile("/tmp/package.zip", new Uint8Array(await (await unpacked(answer)).arrayBuffer()));
    pyodide.pyimport("helper.browser").unpack("/tmp/package.zip");
  })();
  packages[name].catch(() => delete packages[name]);
  return packages[name];
}

async function complete(answer) {
  const { ok, status, url } = await answer;
  if (!ok) throw Object.assign(new Error(`${status} ${url}`), { fault: "missing" });
  return answer;
}

// The library and each package is one stored zip inside one gzip: smaller and faster than many small parts.
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
function instead(module) {
  self.fetch = (url, options) => early.get(String(url)) ?? native(url, options);
  WebAssembly.instantiateStreaming = async (_, imports) => ({ module: await module, instance: await WebAssembly.instantiate(await module, imports) });
  module.catch(fail);
}

function fail(error) {
  if (failed) return;
  failed = true;
  const fault = error.fault ?? (error instanceof WebAssembly.CompileError ? "damaged" : error.name === "TypeError" ? "missing" : "failed");
  self.postMessage({ fault, detail: String(error.message ?? error).slice(0, 300) });
}
