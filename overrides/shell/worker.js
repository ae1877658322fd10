// The worker: starts Python, hands it events in their order, and sends its answers back.
//
// May live here: loading Pyodide, the clocks, the next tick. No decision, no words.
// In:  {start: {runtime, base, words, language}} once, then {event, seq}
// Out: {stage: "ready"}, {fault: "missing" | "damaged" | "failed", detail}, {seq, answer}

let pyodide;
let session;
let tick;

self.onmessage = ({ data }) => {
  work = work.then(() => (data.start ? start(data.start) : handle(data))).catch(fail);
};
let work = Promise.resolve();

async function start({ runtime, base, words, language, fresh }) {
  reportBadWasm();
  const index = new URL(runtime.index, base).href;
  if (fresh) await refetch([...CORE.map((name) => index + name), base + runtime.library]);
  const { loadPyodide } = await import(`${index}pyodide.mjs`).catch((error) => {
    throw Object.assign(error, { fault: "missing" });
  });
  pyodide = await loadPyodide({
    indexURL: index,
    stdLibURL: new URL(runtime.library, base).href,
    lockFileContents: runtime.lock,
    packageBaseUrl: base,
    // Zone files are read straight from the unpacked package, without importlib.resources.
    env: { PYTHONTZPATH: "/lib/python3.14/site-packages/tzdata/zoneinfo" },
    stdout: () => {},
    stderr: () => {},
  });
  session = pyodide.pyimport("helper.browser").start(words, language);
  self.postMessage({ stage: "ready" });
}

function handle({ event, seq }) {
  clearTimeout(tick);
  const now = Date.now();
  const answer = session.handle(JSON.stringify({ ...event, mono: performance.now() }), now);
  const { wake, effects } = JSON.parse(answer);
  if (wake !== null) tick = setTimeout(() => handle({ event: { type: "tick" } }), Math.max(0, wake - Date.now()));
  self.postMessage({ seq, answer });
  for (const effect of effects) if (effect.do === "load") load(effect.packages);
}

// Packages that are not there at start. loadPackage checks their hashes, but reports a failed
// download only in its return value.
async function load(packages) {
  const loaded = await pyodide.loadPackage(packages, { messageCallback: () => {}, errorCallback: () => {} }).catch(() => []);
  const names = new Set(loaded.map(({ name }) => name));
  const complete = packages.every((name) => names.has(name) || name in pyodide.loadedPackages);
  handle({ event: { type: complete ? "loaded" : "load_failed", packages } });
}

// On a second try, past whatever damaged copy the browser may have kept.
const CORE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"];

async function refetch(urls) {
  const answers = await Promise.all(urls.map((url) => fetch(url, { cache: "reload" })));
  const bad = answers.find(({ ok }) => !ok);
  if (bad) throw Object.assign(new Error(`${bad.status} ${bad.url}`), { fault: "missing" });
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
}

// loadPyodide never settles when the wasm file is missing, truncated or something else (Pyodide
// issue 6288), so the one call that notices is watched. A wrong MIME type is got around.
function reportBadWasm() {
  const native = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    try {
      const response = await source;
      if (!response.ok) throw Object.assign(new Error(`${response.status} ${response.url}`), { fault: "missing" });
      const type = response.headers.get("Content-Type") ?? "";
      if (type.startsWith("application/wasm")) return await native.call(WebAssembly, response, imports);
      return await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    } catch (error) {
      fail(error);
      throw error;
    }
  };
}

function fail(error) {
  const fault = error.fault ?? (error instanceof WebAssembly.CompileError ? "damaged" : error.name === "TypeError" ? "missing" : "failed");
  self.postMessage({ fault, detail: String(error.message ?? error).slice(0, 300) });
}
