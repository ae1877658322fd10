// What the shell's worker finds in a browser, for Node: its own global, and the files of a folder in place of addresses.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

globalThis.self = globalThis;
globalThis.fetch = async (url) => new Response(readFileSync(fileURLToPath(url)));
globalThis.XMLHttpRequest = class {
  open(_, url) {
    this.status = 200;
    this.response = new Uint8Array(readFileSync(fileURLToPath(url))).buffer;
  }
  send() {}
};
const nothing = join(mkdtempSync(join(tmpdir(), "pyodide-")), "none.zip");
writeFileSync(nothing, "");

/** What overrides/shell/loader.js is told: the bundle in `folder` with its `manifest`; and what loadPyodide needs besides under Node. */
export function config(folder, manifest) {
  const { lean, plain } = manifest;
  const more = { indexURL: resolve(folder, (lean ?? plain).index), ...(lean && { stdLibURL: nothing }) };
  return { runtime: manifest, base: `${pathToFileURL(resolve(folder))}/`, more };
}
