// Python's memory as it stands after its start, so that visitors need not wait for it.
//
//   node tools/runtime/snapshot.mjs CORE LIBRARY TABLES SEEN BEFORE SNAPSHOT LATE MODULE ...
//
// CORE is the folder of a Pyodide, and LIBRARY is the zip with the modules, which are all imported. SEEN says which functions ran
// (profile.mjs); the code of all others becomes LATE. Where it names none, they all keep it. BEFORE becomes the memory as
// WebAssembly fills it, without TABLES (in_pyodide/tables.py). SNAPSHOT is for overrides/shell/snapshot.js: as 32-bit words, how long BEFORE
// is, the sum of all that the pages hold, how long Pyodide's own note about it is, how many pages follow, and which; then the
// note, then the pages. A page is told as what differs from BEFORE; one that nothing has written to is not among them. The same bytes for
// the same input.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { entries } from "./tables.mjs";

// Whatever differs from time to time and from place to place would stay in it.
process.env.TZ = "UTC";
Date.now = performance.now = () => 0;
Object.defineProperty(performance, "timeOrigin", { value: 0 });
crypto.getRandomValues = (array) => array.fill(0);
for (const name of ["Suspending", "promising"]) delete WebAssembly[name]; // not every browser has what newer ones of Node have
const [core, library, tables, list, ...files] = process.argv.slice(2, 9).map((it) => resolve(it));
const modules = process.argv.slice(9);
const seen = JSON.parse(readFileSync(list)).python;
const start = readFileSync(join(core, "pyodide.asm.mjs"), "utf-8");
const evaluated = [...start.matchAll(/(?:eval_code|runPythonInternal)\(("[^"]*")\)/g)].map(([, source]) => JSON.parse(source));
process.argv.length = 1; // Python would remember it
const lockFileContents = JSON.parse(readFileSync("node_modules/pyodide/pyodide-lock.json"));
const [major, minor] = lockFileContents.info.python.split(".");

const PAGE = 4096;

// The memory before the start is only there for a moment. What WebAssembly then writes by itself is written before visitors' pages come.
let native;
let before;
let written;
const { instantiate } = WebAssembly;
const differs = (one, other, at) => Buffer.compare(one.subarray(at, at + PAGE), other.subarray(at, at + PAGE)) !== 0;
const changed = (memory) => Array.from({ length: memory.length / PAGE }, (_, page) => page * PAGE).filter((at) => differs(memory, before, at));
WebAssembly.instantiate = async (...all) => {
  const both = await instantiate(...all);
  if (native) return both;
  native = both.instance.exports;
  before = new Uint8Array(native.memory.buffer).slice();
  const __wasm_call_ctors = () => {
    native.__wasm_call_ctors();
    written = changed(new Uint8Array(native.memory.buffer));
  };
  return { module: both.module, instance: { exports: { ...native, __wasm_call_ctors } } };
};
const { loadPyodide } = await import(join(core, "pyodide.mjs"));
const pyodide = await loadPyodide({
  stdLibURL: library,
  lockFileContents,
  packageBaseUrl: core,
  env: {
    HOME: "/home/pyodide", LANG: "C.UTF-8", _: "", PYTHONHASHSEED: "0",
    PYTHONTZPATH: `/lib/python${major}.${minor}/site-packages/tzdata/zoneinfo`,
  },
  stdout: () => {},
  stderr: () => {},
  _makeSnapshot: true,
});
const globals = pyodide.toPy({ __name__: "remember", modules, seen, evaluated });
pyodide.runPython(readFileSync("tools/runtime/in_pyodide/snapshot.py", "utf-8"), { globals });
globals.destroy();
writeFileSync(files[2], pyodide.FS.readFile("/late"));
sweep();
const snapshot = pyodide.makeMemorySnapshot();
if (native.memory.buffer.byteLength > before.length) throw new Error("The memory has grown, and would not fit where it is to go");
const note = snapshot.subarray(0, new Uint32Array(snapshot.buffer, 0, 2)[1]);
const memory = snapshot.subarray(note.length);
for (const each of [before, memory]) {
  forget(each);
  for (const { at, bytes } of entries(tables)) {
    if (!bytes.equals(each.subarray(at, at + bytes.length))) throw new Error("A table is not where it was found");
    each.fill(0, at, at + bytes.length);
  }
}
const numbers = [...new Set([...written, ...changed(memory)])].sort((one, other) => one - other);
const pages = numbers.map((at) => [at / PAGE, memory.slice(at, at + PAGE).map((byte, index) => byte ^ before[at + index])]);
const filled = Math.ceil((before.findLastIndex((byte) => byte) + 1) / PAGE) * PAGE;
const sum = pages.flatMap(([, page]) => [...new Uint32Array(page.buffer)]).reduce((all, word) => (all + word) >>> 0, 0);
const head = Uint32Array.of(filled, sum, note.length, pages.length, ...pages.map(([at]) => at));
writeFileSync(files[0], before.subarray(0, filled));
writeFileSync(files[1], Buffer.concat([new Uint8Array(head.buffer), note, ...pages.map(([, page]) => page)]));

/** Makes memory zero that nobody uses any more: takes all that is left below the top, and gives it back. */
function sweep() {
  const taken = [];
  const top = native.sbrk(0);
  for (let size = 1 << 20; size >= 16; size = size > 64 ? Math.floor(size * 0.8) : size - 8) {
    for (;;) {
      const at = native.malloc(size);
      if (at + size > top) {
        native.free(at);
        break;
      }
      new Uint8Array(native.memory.buffer, at, size).fill(0);
      taken.push(at);
    }
  }
  for (const at of taken) native.free(at);
}

/** Empties Python's lists of frozen modules (struct _frozen: name, code, size, is_package): those that it starts with are imported. */
function forget(memory) {
  const view = new DataView(memory.buffer, memory.byteOffset);
  for (const list of ["_PyImport_FrozenBootstrap", "_PyImport_FrozenStdlib", "_PyImport_FrozenTest"]) {
    for (let at = view.getUint32(native[list].value, true); view.getUint32(at, true); at += 16) {
      memory.fill(0, view.getUint32(at + 4, true), view.getUint32(at + 4, true) + view.getInt32(at + 8, true));
      memory.fill(0, at, at + 16);
    }
  }
}
