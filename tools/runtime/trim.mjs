// A WebAssembly module of Pyodide without what nobody asks for, and without what only that needed.
//
//   node tools/runtime/trim.mjs PLAN < before.wasm > after.wasm
//
// PLAN is a JSON file, written by tools/runtime/trim.py, which says what each part of it means and why.
import { readFileSync, writeSync } from "node:fs";
import binaryen from "binaryen";

const TABLE = 600; // bytes: no shorter run of such rows is taken for one
const NEAR = 8;
const INIT = "PyInit_";
const wasm = readFileSync(0);
const { exports: kept, modules, libraries, merged } = JSON.parse(readFileSync(process.argv[2]));
const module = binaryen.readBinary(wasm);
const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
const functions = Array.from({ length: module.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)).name);
const exported = new Map(names.map((name) => [name, binaryen.getExportInfo(module.getExport(name))]));

if (exported.has("PyImport_Inittab")) {
  const memory = filled();
  unlist(memory);
  empty(memory);
  const { initial, max } = module.getMemoryInfo();
  module.removeExport("memory");
  module.setMemory(initial, max ?? -1, "memory", [{ offset: module.i32.const(0), data: memory, passive: false }]);
  seal(owned());
}
for (const name of names) if (!kept.includes(name)) module.removeExport(name);
module.runPasses(["remove-unused-module-elements", "memory-packing"]);
const after = module.emitBinary();
for (let at = 0; at < after.length; ) at += writeSync(1, after, at);

/** The memory as the module fills it. */
function filled() {
  const segments = Array.from({ length: module.getNumDataSegments() }, (_, at) => module.getDataSegmentInfo(module.getDataSegmentByIndex(at)));
  const memory = new Uint8Array(Math.max(...segments.map(({ offset, data }) => offset + data.byteLength)));
  for (const { offset, data } of segments) memory.set(new Uint8Array(data), offset);
  return memory;
}

function word(memory, at) {
  return new DataView(memory.buffer).getUint32(at, true);
}

function text(memory, at) {
  return Buffer.from(memory.subarray(at, memory.indexOf(0, at))).toString("latin1");
}

/** Python's list of its built-in modules, of name and function each, without those that are left out. */
function unlist(memory) {
  const variable = binaryen.getGlobalInfo(module.getGlobal(exported.get("PyImport_Inittab").value));
  let end = word(memory, binaryen.getExpressionInfo(variable.init).value);
  for (let at = end; ; at += 8) {
    if (modules.includes(text(memory, word(memory, at)))) continue;
    memory.copyWithin(end, at, at + 8);
    if (!word(memory, at)) return memory.fill(0, end, at);
    end += 8;
  }
}

/**
 * Empties the tables of the East Asian codecs, which nothing refers to by name. They are known by their index: rows of
 * an address, the first and the last low byte, two zeros; and each row's characters, two bytes each, follow the last one's.
 */
function empty(memory) {
  const words = new Uint32Array(memory.buffer, 0, memory.length >> 2);
  const size = (at) => {
    const last = (words[at + 1] >> 8) & 255;
    const first = words[at + 1] & 255;
    return words[at] && words[at] < memory.length && words[at + 1] < 65_536 && first <= last ? 2 * (last - first + 1) : 0;
  };
  for (let at = 0; at + 512 <= words.length; at += 1) {
    const start = words[at];
    let end = start;
    let row = at;
    for (; row < at + 512 && (words[row] === end && size(row) || !words[row] && !words[row + 1]); row += 2) end += size(row);
    if (!size(at) || end - start < TABLE) continue;
    memory.fill(0, start, end);
    at = row;
  }
}

/** The functions of what is left out: name to the position of the last one in a row of them. */
function owned() {
  const known = new Map();
  for (const [name, { kind, value }] of exported) if (kind === binaryen.ExternalFunction) known.set(value, [...(known.get(value) ?? []), name]);
  const isModule = (name) => name.startsWith(INIT);
  const behind = functions.findLastIndex((name) => known.get(name)?.some(isModule)); // first all modules, then libraries
  const left = (name, position) => modules.includes(name.replace(INIT, "")) || (position > behind && libraries.some((start) => name.startsWith(start)));
  const found = new Map();
  let row = [];
  let inside = false;
  functions.forEach((name, position) => {
    const visible = known.get(name) ?? [];
    const ours = visible.filter((it) => left(it, position)).length;
    // A body that others have too was merged with theirs, and tells nothing of where it stands.
    const tells = visible.length && (ours === visible.length || !ours) && !visible.some((it) => merged.includes(it));
    if (tells) inside = ours > 0;
    if (!inside) return void (row = []);
    if (tells || !visible.length) row.push(name);
    for (const it of row) found.set(it, position);
  });
  return found;
}

/**
 * Takes functions out of the table for calls by number: a call of one would end Python. The numbers were given source file
 * by source file, too. One that stands among those of a later file is that file's, of a function with the same body.
 */
function seal(gone) {
  const { name, table, data } = binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0));
  const at = new Map(functions.map((it, position) => [it, position]));
  const visible = new Set([...exported.values()].map(({ value }) => value));
  const later = (position, end) => data.slice(Math.max(0, position - NEAR), position + NEAR + 1).some((it) => !visible.has(it) && at.get(it) > end);
  const sealed = data.map((it, position) => (gone.has(it) && !later(position, gone.get(it)) ? "gone" : it));
  module.addFunction("gone", binaryen.none, binaryen.none, [], module.unreachable());
  module.removeElementSegment(name);
  module.addActiveElementSegment(table, name, sealed, module.i32.const(1));
}
