// Runs the theme’s own search worker on a built index: node search.mjs <worker> <index> <query>... prints, for each query,
// the addresses that it finds, best first, as a line of JSON.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import vm from "node:vm";

const [worker, index, ...queries] = process.argv.slice(2);
let listen, answered;
globalThis.self = globalThis;
globalThis.addEventListener = (_, listener) => (listen = listener);
globalThis.postMessage = (message) => answered(message);
globalThis.importScripts = (...names) => {
  for (const name of names) vm.runInThisContext(readFileSync(join(dirname(worker), name), "utf8"));
};
vm.runInThisContext(readFileSync(worker, "utf8"));

const ask = (type, data) => new Promise((resolve) => ((answered = resolve), listen({ data: { type, data } })));
const { config, docs } = JSON.parse(readFileSync(index, "utf8"));
await ask(0, { config, docs, options: { suggest: false } });
for (const query of queries) {
  const { data } = await ask(2, query);
  console.log(JSON.stringify(data.items.map((found) => found[0].location)));
}
