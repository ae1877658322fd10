// Python's memory as it stands after its start, which is a section of the lean WebAssembly (tools/runtime/snapshot.mjs).

const PAGE = 1_024; // words of 32 bits

/**
 * What loadPyodide is told about the memory, as `options`; and `placed`, which gives it the exports of the `instance`,
 * in whose memory nothing has run yet. @param {WebAssembly.Module} module
 */
export function restored(module) {
  const [bytes] = WebAssembly.Module.customSections(module, "snapshot");
  const [filled, sum, note, count] = new Uint32Array(bytes, 0, 4);
  const parts = [new Uint32Array(bytes, 16, count), new Uint32Array(bytes, 16 + 4 * count + note)]; // which pages, and the pages
  return {
    options: { _loadSnapshot: new Uint8Array(bytes, 16 + 4 * count, note) }, // no more than the note: the pages come sooner
    /** @param {WebAssembly.Instance} instance */
    placed({ exports }) {
      const [numbers, pages] = parts;
      /** @type {any} */
      const { memory, _PyRuntime, _PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET, __wasm_call_ctors } = exports;
      if (sumOf(pages) !== sum) throw Object.assign(new Error("snapshot"), { fault: "damaged" }); // WebAssembly does not look there
      const before = new Uint32Array(memory.buffer, 0, filled / 4);
      for (let turn = 0; numbers[turn] * PAGE < before.length; turn++) {
        const [from, at] = [turn * PAGE, numbers[turn] * PAGE];
        for (let word = 0; word < PAGE; word++) pages[from + word] ^= before[at + word];
      }
      return {
        ...exports,
        // The last that WebAssembly does before Python begins.
        __wasm_call_ctors() {
          __wasm_call_ctors();
          const [which, words] = parts.splice(0); // Pyodide keeps this function: it must not hold as much as Python itself
          const now = new Uint32Array(memory.buffer);
          // The way in which C functions are called depends on the browser, and Emscripten has just noted it down.
          const at = (_PyRuntime.value + now[_PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET.value / 4]) / 4;
          const way = now[at];
          which.forEach((number, turn) => now.set(words.subarray(turn * PAGE, (turn + 1) * PAGE), number * PAGE));
          now[at] = way;
        },
      };
    },
  };
}

/** The sum of whole numbers, as 32 bits. @param {Uint8Array | Uint32Array} numbers */
export function sumOf(numbers) {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum = (sum + numbers[at]) | 0;
  return sum >>> 0;
}
