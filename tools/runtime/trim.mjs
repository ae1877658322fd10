// A WebAssembly module without exports that nobody asks for, and without what only they could reach.
//
//   node tools/runtime/trim.mjs KEPT < before.wasm > after.wasm
//
// KEPT is a JSON file with the names that stay (tools/runtime/trim.py).
import { readFileSync, writeSync } from "node:fs";
import binaryen from "binaryen";

const wasm = readFileSync(0);
const kept = new Set(JSON.parse(readFileSync(process.argv[2])));
const module = binaryen.readBinary(wasm);
for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(wasm))) if (!kept.has(name)) module.removeExport(name);
module.runPasses(["remove-unused-module-elements"]);
const after = module.emitBinary();
for (let at = 0; at < after.length; ) at += writeSync(1, after, at);
