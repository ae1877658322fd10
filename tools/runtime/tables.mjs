// The file that in_pyodide/tables.py writes: addresses and bytes.
import { readFileSync } from "node:fs";

/** @param {string} file */
export function* entries(file) {
  const all = readFileSync(file);
  for (let from = 0, to; from < all.length; from = to) {
    to = from + 8 + all.readUInt32LE(from + 4);
    yield { at: all.readUInt32LE(from), bytes: all.subarray(from + 8, to) };
  }
}
