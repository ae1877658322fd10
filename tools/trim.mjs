// A WebAssembly module without the exports that nobody asks for, and without what only they needed.
//
//   node tools/trim.mjs NAMES < before.wasm > after.wasm
//
// NAMES is a JSON file, the names to be kept. Those that the module itself imports as addresses ("GOT.func",
// "GOT.mem") stay as well: the JavaScript around it fills them in from the exports.
import { readFileSync, writeSync } from "node:fs";
import binaryen from "binaryen";

const wasm = readFileSync(0);
const kept = new Set(JSON.parse(readFileSync(process.argv[2])));
const before = new WebAssembly.Module(wasm);
for (const { module, name } of WebAssembly.Module.imports(before)) if (module.startsWith("GOT.")) kept.add(name);
const module = binaryen.readBinary(wasm);
for (const { name } of WebAssembly.Module.exports(before)) if (!kept.has(name)) module.removeExport(name);
module.runPasses(["remove-unused-module-elements"]);
const after = module.emitBinary();
for (let at = 0; at < after.length; ) at += writeSync(1, after, at);
