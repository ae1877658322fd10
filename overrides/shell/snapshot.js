// Python's memory as it stands after its start, which is a section of the lean WebAssembly (tools/runtime/snapshot.mjs).

/**
 * The exports of an `instance` of the `module`, in whose memory nothing has run yet: when they begin, it becomes that memory.
 * @param {WebAssembly.Instance} instance @param {WebAssembly.Module} module
 */
export function restored({ exports }, module) {
  const [bytes] = WebAssembly.Module.customSections(module, "snapshot");
  const [sum, count] = new Uint32Array(bytes, 0, 2);
  const parts = [new Uint32Array(bytes, 8, 2 * count), new Uint32Array(bytes, 8 + 8 * count)]; // how far and how long, and what is to be placed
  if (sumOf(parts[1]) !== sum) throw Object.assign(new Error("snapshot"), { fault: "damaged" }); // WebAssembly does not look there
  /** @type {any} */
  const { memory, _PyRuntime, _PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET, __wasm_call_ctors } = exports;
  return {
    ...exports,
    // The last that WebAssembly does before Python begins.
    __wasm_call_ctors() {
      __wasm_call_ctors();
      const [stretches, words] = parts.splice(0); // Pyodide keeps this function: it must not hold as much as Python itself
      const now = new Uint32Array(memory.buffer);
      // The way in which C functions are called depends on the browser, and Emscripten has just noted it down.
      const at = (_PyRuntime.value + now[_PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET.value / 4]) / 4;
      const way = now[at];
      for (let turn = 0, to = 0, from = 0; turn < stretches.length; turn += 2) {
        const [next, end] = [to + stretches[turn], from + stretches[turn + 1]];
        now.set(words.subarray(from, end), next);
        [to, from] = [next + stretches[turn + 1], end];
      }
      now[at] = way;
    },
  };
}

/** The sum of whole numbers, as 32 bits. @param {Uint8Array | Uint32Array} numbers */
export function sumOf(numbers) {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum = (sum + numbers[at]) | 0;
  return sum >>> 0;
}
