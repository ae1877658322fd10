// Runs a Python script inside the pinned Pyodide under Node, with the project folder mounted.
//
//   node tools/runtime/in_pyodide.mjs [--shipped=FOLDER | [--core=FOLDER] [--library=FILE]] SCRIPT [ARGUMENT ...]
//
// The project is /project there, also the working folder. With --shipped it is the Pyodide and the library
// that visitors get, from the folder of the bundle; with --core another Pyodide, with --library another standard
// library. Ends with the script's exit code.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const words = process.argv.slice(2);
const option = (name) => (words[0]?.startsWith(`--${name}=`) ? resolve(words.shift().slice(name.length + 3)) : undefined);
const shipped = option("shipped");
const core = option("core");
const given = option("library");
const [script, ...rest] = words;

const files = shipped && JSON.parse(readFileSync(join(shipped, "manifest.json")));
const place = shipped ? join(shipped, files.index) : core;
const { loadPyodide } = await import(place ? join(place, "pyodide.mjs") : "pyodide");
const lock = () => JSON.parse(readFileSync("node_modules/pyodide/pyodide-lock.json"));
const pyodide = await loadPyodide({
  ...(given && { stdLibURL: given }),
  ...(core && { lockFileContents: lock() }),
  ...(shipped && (await asInTheBrowser())),
  env: { PYTHONTZPATH: "/lib/python3.14/site-packages/tzdata/zoneinfo", PYTHONDONTWRITEBYTECODE: "1" },
});
pyodide.mountNodeFS("/project", process.cwd());
pyodide.FS.chdir("/project");
pyodide.globals.set("argv", pyodide.toPy([script, ...rest]));
try {
  process.exitCode = pyodide.runPython(`
import sys
sys.argv = list(argv)
sys.path.insert(0, "/project")
code = 0
try:
    with open(argv[0], encoding="utf-8") as file:
        exec(compile(file.read(), argv[0], "exec"), {"__name__": "__main__", "__file__": argv[0]})
except SystemExit as end:
    code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
code
`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** What the worker of the helper gives loadPyodide. */
async function asInTheBrowser() {
  globalThis.self = globalThis; // a worker has it
  const { remembered } = await import("../../overrides/shell/worker.js");
  const { snapshot, fill, fit: fsInit } = remembered(new WebAssembly.Module(readFileSync(join(place, "pyodide.asm.wasm"))));
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...all) => {
    const both = await instantiate(...all);
    fill(both.instance);
    WebAssembly.instantiate = instantiate;
    return both;
  };
  const nothing = join(mkdtempSync(join(tmpdir(), "pyodide-")), "none.zip");
  writeFileSync(nothing, "");
  return { stdLibURL: nothing, lockFileContents: files.lock, packageBaseUrl: shipped, fsInit, _loadSnapshot: snapshot };
}
