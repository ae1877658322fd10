// A script without what it defines and never uses: node tools/runtime/treeshake.mjs < before.mjs > after.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const compress = { defaults: false, unused: true, dead_code: true, toplevel: true, side_effects: true, passes: 3 };
const { code } = await minify(readFileSync(0, "utf-8"), { module: true, mangle: false, compress });
writeFileSync(1, code);
