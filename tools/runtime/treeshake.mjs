// A script without what it defines and never uses, or with short names for what is its own:
//
//   node tools/runtime/treeshake.mjs unused|names < before.mjs > after.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const ways = {
  unused: { mangle: false, compress: { defaults: false, unused: true, dead_code: true, toplevel: true, side_effects: true, passes: 3 } },
  names: { mangle: { keep_classnames: true }, compress: false }, // Pyodide tells objects by their classes' names
};
const { code } = await minify(readFileSync(0, "utf-8"), { module: true, ...ways[process.argv[2]] });
writeFileSync(1, code);
