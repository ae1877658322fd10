// Python's memory as it stands after its start, so that visitors need not wait for it.
//
//   node tools/memory.mjs CORE LIBRARY OUT MODULE ...
//
// CORE is the folder of the Pyodide that is shipped, LIBRARY the zip with the modules, which are all imported. OUT is read by
// overrides/shell/worker.js: as 32-bit words, how long the memory is, how much of it WebAssembly fills by itself, how
// long Pyodide's own note about it is, how many pages follow, and which; then the note, then the pages. A page is told as what differs from a memory in which
// Python has not started; one without a difference is not among them. The same bytes for the same input.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

process.env.TZ = "UTC";
const [core, library, out] = process.argv.slice(2, 5).map((it) => resolve(it));
const modules = process.argv.slice(5);
const PAGE = 4096;

// The memory before the start is only there for a moment.
let before;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...all) => {
  const { instance, module } = await instantiate(...all);
  before ??= new Uint8Array(instance.exports.memory.buffer).slice();
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
pyodide.runPython(readFileSync("tools/inside/remember.py", "utf-8"), { globals });
globals.destroy();
const { _module: emscripten } = pyodide;
sweep();
const snapshot = pyodide.makeMemorySnapshot();
if (emscripten.HEAP8.length > before.length) throw new Error("The memory has grown, and would not fit where it is to go");
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
const head = Uint32Array.of(length, Math.ceil(filled / PAGE) * PAGE, note.length, pages.length, ...pages.map(([number]) => number));
writeFileSync(out, Buffer.concat([new Uint8Array(head.buffer), note, ...pages.map(([, page]) => page)]));

/** Makes memory zero that nobody uses any more: takes all that is left below the top, and gives it back. */
function sweep() {
  const taken = [];
  const top = emscripten._sbrk(0);
  for (let size = 1 << 20; size >= 16; size = size > 64 ? Math.floor(size * 0.8) : size - 8) {
    for (;;) {
      const at = emscripten._malloc(size);
      if (at + size > top) {
        emscripten._free(at);
        break;
      }
      emscripten.HEAPU8.fill(0, at, at + size);
      taken.push(at);
    }
  }
  for (const at of taken) emscripten._free(at);
}
