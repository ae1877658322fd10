// WebAssembly in two modules, as Emscripten's SPLIT_MODULE and Binaryen's wasm-split do it (that tool is not in Binaryen's npm package).
//
//   node tools/runtime/split.mjs profile IN BEFORE SNAPSHOT OUT
//   node tools/runtime/split.mjs split IN BEFORE SNAPSHOT SEEN LATE TABLES PRIMARY DEFERRED
//
// The memory begins as BEFORE, and SNAPSHOT becomes a section of that name; so does LATE, of the second module (files of snapshot.mjs),
// which fills in the TABLES of its functions (in_pyodide/tables.py).
// profile: OUT is IN, where each function notes in an exported global that it was called.
// split: PRIMARY keeps the functions that SEEN names (profile.mjs); all others are in DEFERRED. No function is
// lost: whoever calls one comes to a stub, which has `deferred.load` called (an import of PRIMARY, to instantiate DEFERRED)
// unless that was done before, and goes on to the function through a table of its own.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { entries } from "./tables.mjs";

const PRIMARY = "primary";
const DEFERRED = "deferred";
const RAN = "ran";
const ZEROS = 256; // in a row: packed, fewer cost less than another segment of data
const UNUSED = "remove-unused-module-elements";
const { none, i32, ExternalMemory, ExternalTag } = binaryen;
const { MutableGlobals, NontrappingFPToInt, BulkMemory, BulkMemoryOpt, SignExt, ExceptionHandling, ReferenceTypes, Multivalue } = binaryen.Features;
const FEATURES = MutableGlobals | NontrappingFPToInt | BulkMemory | BulkMemoryOpt | SignExt | ExceptionHandling | ReferenceTypes | Multivalue;

const [task, from, before, snapshot, ...files] = process.argv.slice(2);
function read() {
  const module = binaryen.readBinary(readFileSync(from));
  module.setFeatures(FEATURES); // else it would be checked as the first version of WebAssembly
  return module;
}
const all = (count, one, told) => Array.from({ length: count }, (_, index) => told(one(index)));
const functions = (module) => all(module.getNumFunctions(), (it) => module.getFunctionByIndex(it), binaryen.getFunctionInfo);
const exported = (module) => all(module.getNumExports(), (it) => module.getExportByIndex(it), binaryen.getExportInfo);
const globals = (module) => all(module.getNumGlobals(), (it) => module.getGlobalByIndex(it), binaryen.getGlobalInfo);
const tables = (module) => all(module.getNumTables(), (it) => module.getTableByIndex(it), binaryen.getTableInfo);
const segments = (module) => all(module.getNumElementSegments(), (it) => module.getElementSegmentByIndex(it), binaryen.getElementSegmentInfo);
const own = ({ module }) => !module;

if (task === "profile") profile(...files);
else split(...files);

function profile(to) {
  const module = read();
  for (const { name, results, body } of functions(module).filter(own)) {
    const ran = RAN + name;
    module.addGlobal(ran, i32, true, module.i32.const(0));
    module.addGlobalExport(ran, ran);
    binaryen.Function.setBody(module.getFunction(name), module.block(null, [module.global.set(ran, module.i32.const(1)), body], results));
  }
  begin(module);
  write(module, to, section("snapshot", readFileSync(snapshot)));
}

function split(list, code, apart, first, second) {
  const seen = new Set(JSON.parse(readFileSync(list)).wasm);
  const primary = read();
  const deferred = read();
  const late = new Set(functions(primary).filter((it) => own(it) && !seen.has(RAN + it.name)).map(({ name }) => name));
  for (const [kind, name] of takeFromPrimary(deferred, late, apart)) primary[`add${kind}Export`](name, kind + name);
  for (const name of late) binaryen.Function.setBody(primary.getFunction(name), primary.unreachable());
  begin(primary);
  primary.runPasses([UNUSED]);
  const called = functions(primary).filter(({ name }) => late.has(name));
  stub(primary, called);
  offer(deferred, called.map(({ name }) => name));
  write(primary, first, section("snapshot", readFileSync(snapshot)));
  write(deferred, second, section("late", readFileSync(code)));
}

/** Gives the module its memory, filled as BEFORE is: in pieces, between them long rows of zeros. */
function begin(module) {
  const { initial, max } = module.getMemoryInfo();
  const bytes = readFileSync(before);
  const parts = [];
  for (let at = 0; at < bytes.length; at++) {
    if (!bytes[at]) continue;
    if (at - parts.at(-1)?.end < ZEROS) parts.at(-1).end = at + 1;
    else parts.push({ start: at, end: at + 1 });
  }
  const data = parts.map(({ start, end }) => ({ offset: module.i32.const(start), data: bytes.subarray(start, end), passive: false }));
  module.removeExport("memory");
  module.setMemory(initial, max, "memory", data);
}

/** What is left of functions that are elsewhere and called from here. */
function stub(module, entries) {
  module.addTable(DEFERRED, entries.length, entries.length);
  module.addTableExport(DEFERRED, `Table${DEFERRED}`);
  module.addFunctionImport("load", DEFERRED, "load", none, none);
  module.addGlobal("loaded", i32, true, module.i32.const(0));
  const load = module.block(null, [module.call("load", [], none), module.global.set("loaded", module.i32.const(1))]);
  module.addFunction("ready", none, none, [], module.if(module.i32.eqz(module.global.get("loaded", i32)), load));
  entries.forEach(({ name, params, results }, slot) => {
    const given = binaryen.expandType(params).map((type, index) => module.local.get(index, type));
    const call = module.call_indirect(DEFERRED, module.i32.const(slot), given, params, results);
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.block(null, [module.call("ready", [], none), call], results));
  });
}

/** Leaves only `late` in the module, with the tables `apart`: all else comes from the primary one. Kind and name of what that has to export. */
function takeFromPrimary(module, late, apart) {
  const offered = exported(module);
  for (const { name } of offered) module.removeExport(name);
  for (const { name } of segments(module)) module.removeElementSegment(name);
  for (const { name, params, results } of functions(module).filter((it) => own(it) && !late.has(it.name))) {
    module.removeFunction(name);
    module.addFunctionImport(name, PRIMARY, `Function${name}`, params, results);
  }
  for (const { name, type, mutable } of globals(module).filter(own)) {
    module.removeGlobal(name);
    module.addGlobalImport(name, PRIMARY, `Global${name}`, type, mutable);
  }
  for (const { name } of tables(module)) module.addTableImport(name, PRIMARY, `Table${name}`);
  const tags = offered.filter(({ kind }) => kind === ExternalTag).map(({ value }) => value);
  for (const tag of tags) module.addTagImport(tag, PRIMARY, `Tag${tag}`, binaryen.getTagInfo(module.getTag(tag)).params, none);
  const { value: only } = offered.find(({ kind }) => kind === ExternalMemory);
  const { initial, max } = module.getMemoryInfo();
  const filled = [...entries(apart)].map(({ at, bytes }) => ({ offset: module.i32.const(at), data: bytes, passive: false }));
  module.setMemory(initial, max, null, filled, false, false, only);
  module.addMemoryImport(only, PRIMARY, "memory");
  for (const name of late) module.addFunctionExport(name, name); // so that they are not taken for unused
  module.runPasses([UNUSED]);
  for (const name of late) module.removeExport(name);
  const taken = (kind, list) => list.filter((it) => it.module === PRIMARY).map(({ name }) => [kind, name]);
  return [...taken("Function", functions(module)), ...taken("Global", globals(module)), ...taken("Table", tables(module)), ...tags.map((tag) => ["Tag", tag])];
}

/** What the primary module calls, each in its place of the table. */
function offer(module, called) {
  module.addTable(DEFERRED, called.length, called.length);
  module.addTableImport(DEFERRED, PRIMARY, `Table${DEFERRED}`);
  module.addActiveElementSegment(DEFERRED, DEFERRED, called, module.i32.const(0));
}

/** A custom section; Binaryen's own way is not made for so large a one. */
function section(name, content) {
  const inner = Buffer.concat([number(name.length), Buffer.from(name), content]);
  return Buffer.concat([number(0), number(inner.length), inner]);
}

/** As WebAssembly writes a number: seven bits in each byte, the lowest first. */
function number(value) {
  return Buffer.from(value < 128 ? [value] : [(value % 128) + 128, ...number(Math.floor(value / 128))]);
}

function write(module, to, ...sections) {
  if (!module.validate()) throw new Error(`${to}: not a sound module`);
  writeFileSync(to, Buffer.concat([module.emitBinary(), ...sections]));
}
