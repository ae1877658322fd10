// Loads Python: lean, as tools/runtime/ makes it, or plain, as Pyodide comes.
//
// Lean is a WebAssembly that begins with Python's memory as it stands after its start, and has only the functions that a call
// needs (snapshot.js, deferred.js). Plain is for where nothing else was built, and for a second try: a browser may be like none
// that we know. What is wrong is thrown as an error with a `fault` (worker.js).

import { Deferred } from "./deferred.js";
import { restored } from "./snapshot.js";
/** @import { Deferred as File, Given, Runtime, Told } from "./contract" */
/** @typedef {{ runtime: Runtime, base: string, options: RequestInit, told: Told, more?: object, library?: Response }} Way */

const MODULES = ["pyodide.mjs", "pyodide.asm.mjs"];
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // the least WebAssembly there is
const { fetch: fetchNative } = self;
const { instantiate, instantiateStreaming } = WebAssembly;

/**
 * Pyodide, and a function that fetches what it may still need. `runtime` is the bundle's manifest, `fresh` says that it is a
 * second try, `more` goes to loadPyodide as it is. `told` is for a call that has to `wait` or to `fail` (deferred.js), and for a start that will never end.
 * @param {Given & { more?: object }} given @param {Told} told
 */
export async function load({ runtime, base, fresh, more }, told) {
  /** @type {RequestInit} */
  const options = fresh ? { cache: "reload" } : {}; // past a damaged copy
  const { lean, plain } = runtime;
  const library = fresh || !lean ? await complete(fetch(base + plain.library, options)).catch(() => undefined) : undefined;
  if (!library && lean) return start({ ...lean, runtime, base, options, told, more });
  return start({ ...plain, runtime, base, options, told, more, library: library ?? (await complete(fetch(base + plain.library, options))) });
}

/** @param {{ index: string, note?: string, deferred?: File } & Way} way */
async function start({ index: folder, note, deferred: file, library, runtime, base, options, told, more }) {
  const index = new URL(folder, base).href;
  if (options.cache) await Promise.all(MODULES.map((name) => fetch(index + name, options)));
  // Everything is asked for early, and loadPyodide does what it can until WebAssembly is there.
  const wasm = `${index}pyodide.asm.wasm`;
  const module = compiled(complete(fetch(wasm, options)));
  module.catch(told.fail); // loadPyodide would never settle (Pyodide issue 6288)
  const [{ loadPyodide }] = await Promise.all(MODULES.map((name) => import(index + name))).catch((error) => {
    throw Object.assign(error, { fault: "missing" });
  });
  const deferred = file && new Deferred(base + file.file, file, told);
  const stdLibURL = `${index}library`;
  const early = new Map([[wasm, new Response()], [stdLibURL, library ?? new Response()]]);
  instead(early, module, { snapshot: Boolean(note), deferred, told });
  Object.assign(self, { lateCode: deferred?.late }); // for functions in Python, even while it starts (tools/runtime/in_pyodide/snapshot.py)
  const [major, minor] = runtime.lock.info.python.split(".");
  const pyodide = await loadPyodide({
    indexURL: index,
    stdLibURL,
    lockFileContents: runtime.lock,
    packageBaseUrl: base,
    env: { PYTHONTZPATH: `/lib/python${major}.${minor}/site-packages/tzdata/zoneinfo` },
    stdout: () => {},
    stderr: () => {},
    ...(note && { _loadSnapshot: Uint8Array.from(atob(note), (it) => it.charCodeAt(0)) }),
    ...more,
  });
  self.fetch = fetchNative;
  if (note) performance.mark("remembered"); // for the tests
  return { pyodide, fetchRest: () => deferred?.fetch() };
}

/** What loadPyodide asks for is here already.
 * @param {Map<string, Response>} early @param {Promise<WebAssembly.Module>} module
 * @param {{ snapshot: boolean, deferred?: Deferred, told: Told }} parts */
function instead(early, module, { snapshot, deferred, told }) {
  self.fetch = async (url, options) => early.get(String(url)) ?? fetchNative.call(self, url, options);
  /** @type {(given: any, imports?: WebAssembly.Imports) => Promise<any>} */
  const ours = async (given, imports) => {
    if (!imports || given instanceof WebAssembly.Module) return instantiate(given, imports); // not Python: Pyodide looks what a browser can do, and Node's fetch has one
    Object.assign(WebAssembly, { instantiate, instantiateStreaming });
    try {
      const linked = deferred?.link(imports);
      const whole = await module;
      const instance = new WebAssembly.Instance(whole, imports);
      linked?.(instance);
      return { module: whole, instance: snapshot ? { exports: restored(instance, whole) } : instance };
    } catch (error) {
      told.fail(error);
      throw error;
    }
  };
  WebAssembly.instantiateStreaming = WebAssembly.instantiate = ours;
}

/** The answer, if it is one. @param {Response | Promise<Response>} answer */
export async function complete(answer) {
  const { ok, status, url } = await answer;
  if (!ok) throw Object.assign(new Error(`${status} ${url}`), { fault: "missing" });
  return answer;
}

/** The browser compiles while the rest is still on its way. A wrong MIME type is got around.
 * @param {Promise<Response>} answer */
async function compiled(answer) {
  // A policy or strict settings may forbid what the browser could do.
  await WebAssembly.compile(EMPTY).catch((error) => {
    throw Object.assign(error, { fault: "unsupported" });
  });
  const response = await answer;
  const type = response.headers.get("Content-Type") ?? "";
  return type.startsWith("application/wasm") ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
