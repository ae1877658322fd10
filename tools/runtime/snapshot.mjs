// Python's memory as it stands after its start, so that visitors need not wait for it.
//
//   node tools/runtime/snapshot.mjs CORE LIBRARY MODULE ...
//
// CORE is the folder of the Pyodide that is shipped, LIBRARY the zip with the modules, which are all imported. The memory
// goes into a section of CORE/pyodide.asm.wasm, for overrides/shell/worker.js: as 32-bit words, how long the memory is,
// how much of it WebAssembly fills by itself, the sum of all that the pages hold, how long Pyodide's own note about it
// is, how many pages follow, and which; then the note, then the pages. A page is told as what differs from a memory in
// which Python has not started; one without a difference is not among them. The same bytes for the same input.
import { appendFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

// Whatever differs from time to time and from place to place would stay in it.
process.env.TZ = "UTC";
Date.now = performance.now = () => 0;
Object.defineProperty(performance, "timeOrigin", { value: 0 });
crypto.getRandomValues = (array) => array.fill(0);
for (const name of ["Suspending", "promising"]) delete WebAssembly[name]; // not every browser has what newer ones of Node have
const [core, library] = process.argv.slice(2, 4).map((it) => resolve(it));
const modules = process.argv.slice(4);
process.argv.length = 1; // Python would remember it
const SECTION = "memory";
const PAGE = 4096;

// The memory before the start is only there for a moment.
let before;
let native;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...all) => {
  const { instance, module } = await instantiate(...all);
  native ??= instance.exports;
  before ??= new Uint8Array(native.memory.buffer).slice();
  return { instance, module };
};
const { loadPyodide } = await import(join(core, "pyodide.mjs"));
const pyodide = await loadPyodide({
  stdLibURL: library,
  lockFileContents: JSON.parse(readFileSync("node_modules/pyodide/pyodide-lock.json")),
  packageBaseUrl: core,
  env: {
    HOME: "/home/pyodide", LANG: "C.UTF-8", _: "", PYTHONHASHSEED: "0",
    PYTHONTZPATH: "/lib/python3.14/site-packages/tzdata/zoneinfo",
  },
  stdout: () => {},
  stderr: () => {},
  _makeSnapshot: true,
});
const globals = pyodide.toPy({ __name__: "remember", modules });
pyodide.runPython(readFileSync("tools/runtime/in_pyodide/snapshot.py", "utf-8"), { globals });
globals.destroy();
sweep();
const snapshot = pyodide.makeMemorySnapshot();
if (native.memory.buffer.byteLength > before.length) throw new Error("The memory has grown, and would not fit where it is to go");
const note = snapshot.subarray(0, new Uint32Array(snapshot.buffer, 0, 2)[1]);
const memory = snapshot.subarray(note.length);
const pages = [];
for (let at = 0; at < memory.length; at += PAGE) {
  const page = memory.slice(at, at + PAGE);
  for (let byte = 0; byte < page.length; byte++) page[byte] ^= before[at + byte] ?? 0;
  if (page.some((byte) => byte)) pages.push([at / PAGE, page]);
}
const length = (pages.at(-1)[0] + 1) * PAGE;
const filled = before.findLastIndex((byte) => byte) + 1;
const sum = pages.flatMap(([, page]) => [...new Uint32Array(page.buffer)]).reduce((all, word) => (all + word) >>> 0, 0);
const head = Uint32Array.of(length, Math.ceil(filled / PAGE) * PAGE, sum, note.length, pages.length, ...pages.map(([at]) => at));
const name = Buffer.from(SECTION);
const content = Buffer.concat([number(name.length), name, new Uint8Array(head.buffer), note, ...pages.map(([, page]) => page)]);
appendFileSync(join(core, "pyodide.asm.wasm"), Buffer.concat([number(0), number(content.length), content]));

/** As WebAssembly writes a number: seven bits in each byte, the lowest first. */
function number(value) {
  return Buffer.from(value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))]);
}

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
