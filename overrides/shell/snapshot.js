// Python's memory as it stands after its start, which is a section of the lean WebAssembly (tools/runtime/snapshot.mjs).

const PAGE = 4_096; // bytes

/**
 * The memory for loadPyodide, as `options`. `taken` is to be told the instance when WebAssembly has filled its own part
 * of the memory, and nothing has run. @param {WebAssembly.Module} module
 */
export function restored(module) {
  const [bytes] = WebAssembly.Module.customSections(module, "snapshot");
  const [length, filled, sum, note, count] = new Uint32Array(bytes, 0, 5);
  const numbers = new Uint32Array(bytes, 20, count);
  const rest = 20 + 4 * count;
  const snapshot = new Uint8Array(note + length);
  snapshot.set(new Uint8Array(bytes, rest, note));
  const words = new Uint32Array(snapshot.buffer, note);
  /** @type {any} */
  let python;
  return {
    options: {
      _loadSnapshot: snapshot,
      // The way in which C functions are called depends on the browser, and Emscripten has just noted it down.
      async fsInit() {
        const { memory, _PyRuntime, _PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET } = python;
        const now = new Uint32Array(memory.buffer);
        const at = (_PyRuntime.value + now[_PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET.value / 4]) / 4;
        words[at] = now[at];
      },
    },
    /** @param {WebAssembly.Instance} instance */
    taken({ exports }) {
      python = exports;
      words.set(new Uint32Array(python.memory.buffer, 0, filled / 4));
      let seen = 0;
      numbers.forEach((number, turn) => {
        const page = new Uint32Array(bytes, rest + note + turn * PAGE, PAGE / 4);
        const at = (number * PAGE) / 4;
        for (let word = 0; word < page.length; word++) words[at + word] ^= page[word];
        seen += sumOf(page);
      });
      // WebAssembly does not look there.
      if (seen >>> 0 !== sum) throw Object.assign(new Error("snapshot"), { fault: "damaged" });
    },
  };
}

/** The sum of whole numbers, as 32 bits. @param {Iterable<number>} numbers */
export function sumOf(numbers) {
  let sum = 0;
  for (const number of numbers) sum = (sum + number) | 0;
  return sum >>> 0;
}
