// The second module of the lean WebAssembly: all that no call was ever seen to need (tools/runtime/split.mjs), also of Python's code.
//
// It is fetched when the first answer is two seconds old (worker.js), and instantiated when one of its functions is called. Such
// a call waits for it if need be: WebAssembly cannot go on without, and in a worker a request may block.

import { sumOf } from "./snapshot.js";
/** @import { Deferred as File, Told } from "./contract" */

const PAUSES_MS = [2_000, 5_000, 15_000, 60_000, 300_000];

export class Deferred {
  #url;
  #file;
  #told;
  /** @type {WebAssembly.Module | undefined} */
  #module;
  #fetching = new AbortController();

  /** @param {string} url @param {File} file @param {Told} told */
  constructor(url, file, told) {
    this.#url = url;
    this.#file = file;
    this.#told = told;
  }

  /** Makes `imports`, those of the first module, complete. What is returned is to be told the instance of that.
   * @param {WebAssembly.Imports} imports @returns {(instance: WebAssembly.Instance) => void} */
  link(imports) {
    /** @type {WebAssembly.Exports} */
    let primary;
    const load = () => {
      // oxlint-disable-next-line no-new -- it puts its functions into the table of the first one
      new WebAssembly.Instance((this.#module ??= this.#wait()), { ...imports, primary });
      performance.mark("deferred"); // for the tests
    };
    imports.deferred = { load };
    return ({ exports }) => (primary = exports);
  }

  late = () => new Uint8Array(WebAssembly.Module.customSections((this.#module ??= this.#wait()), "late")[0]); // code of functions in Python (tools/runtime/in_pyodide/snapshot.py)

  async fetch() {
    const { signal } = this.#fetching;
    for (const pause of PAUSES_MS) {
      try {
        const answer = await fetch(this.#url, { integrity: this.#file.integrity, signal });
        if (!answer.ok) throw new Error(String(answer.status));
        return (this.#module = await WebAssembly.compile(await answer.arrayBuffer()));
      } catch {
        if (signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  #wait() {
    this.#fetching.abort(); // some browsers let a request wait for another one of the same address
    this.#told.wait();
    let fault;
    for (const past of ["", "?again"]) { // the second time past a damaged copy
      const request = new XMLHttpRequest();
      request.open("GET", this.#url + past, false);
      request.responseType = "arraybuffer";
      try {
        request.send();
        fault = request.status === 200 ? "damaged" : "missing";
        if (sumOf(new Uint8Array(request.response)) === this.#file.sum) return new WebAssembly.Module(request.response);
      } catch {
        fault ??= "missing";
      }
    }
    const error = Object.assign(new Error("deferred"), { fault });
    this.#told.fail(error); // nobody may catch what is thrown through WebAssembly
    throw error;
  }
}
