// Runs a Python script inside the pinned Pyodide under Node, with the project folder mounted.
//
//   node tools/runtime/in_pyodide.mjs [--shipped=FOLDER | --library=FILE] SCRIPT [ARGUMENT ...]
//
// The project is /project there, also the working folder. With --shipped it is the Python that visitors get, from the folder
// of the bundle; with --library Pyodide with another standard library. Ends with the script's exit code.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const words = process.argv.slice(2);
const option = (name) => (words[0]?.startsWith(`--${name}=`) ? resolve(words.shift().slice(name.length + 3)) : undefined);
const shipped = option("shipped");
const library = option("library");
const [script, ...rest] = words;

const pyodide = await (shipped ? asVisitorsGetIt() : asItComes());
pyodide.mountNodeFS("/project", process.cwd());
pyodide.FS.chdir("/project");
pyodide.globals.set("argv", pyodide.toPy([script, ...rest]));
try {
  process.exitCode = pyodide.runPython(`
import sys
sys.argv = list(argv)
sys.dont_write_bytecode = True
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

async function asItComes() {
  const { loadPyodide } = await import("pyodide");
  const [major, minor] = JSON.parse(readFileSync("node_modules/pyodide/pyodide-lock.json")).info.python.split(".");
  const env = { PYTHONTZPATH: `/lib/python${major}.${minor}/site-packages/tzdata/zoneinfo` };
  return loadPyodide({ env, ...(library && { stdLibURL: library }) });
}

async function asVisitorsGetIt() {
  const { config } = await import("./browserlike.mjs");
  const { load } = await import("../../overrides/shell/loader.js");
  const fail = (error) => console.error(error);
  const given = config(shipped, JSON.parse(readFileSync(join(shipped, "manifest.json"))));
  const more = { ...given.more, stdout: undefined, stderr: undefined };
  return (await load({ ...given, more }, { fail, wait: () => {} })).pyodide;
}
