// Python's memory as it stands after its start, so that visitors need not wait for it.
//
//   node tools/runtime/snapshot.mjs CORE LIBRARY TABLES SEEN BEFORE SNAPSHOT LATE NOTE MODULE ...
//
// CORE is the folder of a Pyodide, and LIBRARY is the zip with the modules, which are all imported. SEEN says which functions ran
// (profile.mjs); the code of all others becomes LATE. Where it names none, they all keep it. BEFORE becomes the memory as
// WebAssembly fills it, without TABLES (in_pyodide/tables.py). SNAPSHOT is for overrides/shell/snapshot.js: as 32-bit words, the sum
// of all that is to be placed, and how many stretches there are, each with two words: how many words after the last one it begins, and
// how many it has; then all stretches. NOTE is what Pyodide itself notes about its memory, as base64. The same bytes for the same input.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { entries } from "./tables.mjs";

// Whatever differs from time to time and from place to place would stay in it.
process.env.TZ = "UTC";
Date.now = performance.now = () => 0;
Object.defineProperty(performance, "timeOrigin", { value: 0 });
crypto.getRandomValues = (array) => array.fill(0);
for (const name of ["Suspending", "promising"]) delete WebAssembly[name]; // not every browser has what newer ones of Node have
const [core, library, tables, list, ...files] = process.argv.slice(2, 10).map((it) => resolve(it));
const modules = process.argv.slice(10);
const seen = JSON.parse(readFileSync(list)).python;
const start = readFileSync(join(core, "pyodide.asm.mjs"), "utf-8");
const evaluated = [...start.matchAll(/(?:eval_code|runPythonInternal)\(("[^"]*")\)/g)].map(([, source]) => JSON.parse(source));
process.argv.length = 1; // Python would remember it
const lockFileContents = JSON.parse(readFileSync("node_modules/pyodide/pyodide-lock.json"));
const [major, minor] = lockFileContents.info.python.split(".");

const BLOCK = 64; // bytes: about an object

// The memory before the start is only there for a moment. What WebAssembly then writes by itself is written before visitors' stretches come.
let native;
let before;
let written;
const { instantiate } = WebAssembly;
const block = (memory, number) => memory.subarray(number * BLOCK, (number + 1) * BLOCK);
const changed = (memory) => [...Array(memory.length / BLOCK).keys()].filter((it) => Buffer.compare(block(memory, it), block(before, it)));
const words = ({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length / 4);
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
const known = pyodide.runPython(readFileSync("tools/runtime/in_pyodide/snapshot.py", "utf-8"), { globals });
globals.destroy();
writeFileSync(files[2], pyodide.FS.readFile("/late"));
sweep();
const snapshot = pyodide.makeMemorySnapshot();
if (native.memory.buffer.byteLength > before.length) throw new Error("The memory has grown, and would not fit where it is to go");
const note = snapshot.subarray(0, new Uint32Array(snapshot.buffer, 0, 2)[1]);
const memory = snapshot.subarray(note.length);
untrack(memory, known);
for (const each of [before, memory]) {
  forget(each);
  for (const { at, bytes } of entries(tables)) {
    if (!bytes.equals(each.subarray(at, at + bytes.length))) throw new Error("A table is not where it was found");
    each.fill(0, at, at + bytes.length);
  }
}
const blocks = [...new Set([...written, ...changed(memory)])].sort((one, other) => one - other);
const starts = blocks.filter((it, index) => it !== blocks[index - 1] + 1);
const ends = blocks.filter((it, index) => it + 1 !== blocks[index + 1]).map((it) => it + 1);
const stretches = starts.flatMap((start, index) => [start - (ends[index - 1] ?? 0), ends[index] - start]).map((it) => (it * BLOCK) / 4);
const placed = Buffer.concat(blocks.map((it) => block(memory, it)));
for (const it of blocks) block(before, it).fill(0); // overwritten before anything reads it, but for what snapshot.js reads first:
if (blocks.includes(Math.floor(native._PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET.value / BLOCK))) throw new Error("An offset would be missing");
const head = Uint32Array.of(words(placed).reduce((sum, word) => (sum + word) >>> 0, 0), starts.length, ...stretches);
writeFileSync(files[0], before.subarray(0, before.findLastIndex((byte) => byte) + 1));
writeFileSync(files[1], Buffer.concat([new Uint8Array(head.buffer), placed]));
writeFileSync(files[3], Buffer.from(note).toString("base64"));

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

/** Takes all objects off the garbage collector's list: what is there from the start is never garbage. The list runs through two words
 * before each object (PyGC_Head: next, previous, with flags in the lowest bits), and through one of Python's own. `known` is an object. */
function untrack(memory, known) {
  const all = words(memory);
  const first = (known - 8) / 4;
  const end = before.findLastIndex((byte) => byte) / 4; // behind it are objects
  for (let at = first, next = 0; next !== first; at = next) {
    next = (all[at] & ~3) / 4;
    if (!next) throw new Error("The garbage collector keeps its list in another way");
    all.fill(at < end ? at * 4 : 0, at, at + 2);
  }
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
