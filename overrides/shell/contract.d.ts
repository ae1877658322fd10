// What page, worker and Python say to each other. Python's side: helper/app.py (events, answers) and
// helper/effects.py, which says what each effect is for; a test holds the two lists of effects together.

/** Something that happened: `at` UTC milliseconds, `luck` 128 random bits as hexadecimal digits, the rest as the tool needs it. */
export type HelperEvent = { type: string; at?: number; luck?: string; [entry: string]: unknown };

/** To the worker: first `begin`, then events. `seq` comes back with the answer; the worker's own ticks have none. */
export type Begin = { begin: { words: string; language: string } };
export type Message = { event: HelperEvent; seq?: number };

/** From the worker: an answer; that one waits for more of Python to arrive; packages that did not come; or why there will be
 * no answer. */
export type Reply =
  | { seq?: number; answer: Answer; waiting?: undefined; lacking?: undefined; fault?: undefined }
  | { waiting: true; lacking?: undefined; fault?: undefined }
  | { lacking: string[]; waiting?: undefined; fault?: undefined }
  | { fault: Fault; detail: string };
export type Fault = "missing" | "damaged" | "unsupported" | "failed";

/** `view` has the entries that changed, `wake` is when Python wants the next tick (UTC milliseconds; null: not before an event). */
export type Answer = { view: View; effects: Effect[]; wake: number | null; error?: string };
export type View = Record<string, unknown>;
export type Fields = Record<string, FormDataEntryValue>;
export type Send = (event: HelperEvent) => void;
/** The browser refuses something that lasts, or no longer does. */
export type Trouble = (name: string, fine?: boolean) => void;

export type Effect =
  | { do: "announce"; text: string }
  | { do: "sound"; notes: [frequency: number, start: number, length: number][]; volume: number } // hertz, milliseconds
  | { do: "say"; name: string; after: number; volume: number }
  | { do: "vibrate"; pattern: number[] }
  | { do: "fill"; form: string; fields: Record<string, string> }
  | { do: "clear_address" }
  | { do: "load"; packages: string[] } // carried out by the worker
  | { do: "download"; name: string; type: string; text: string; report: string }
  | { do: "focus"; name: string }
  | { do: "focus_back" }
  | { do: "tell_tabs"; call: number; text: string }
  | { do: "hush" };

/** What the page carries out: each effect gets itself, and when what led to it happened. */
export type Effects = {
  [Name in Exclude<Effect["do"], "load">]: (effect: Extract<Effect, { do: Name }>, asked?: number) => unknown;
};

/** The worker's name, as JSON. `fresh` on a second try, which goes past copies that may be damaged. */
export type Given = { runtime: Runtime; base: string; fresh?: boolean };
/** What the build says of the runtime (overrides/hooks/assets.py). */
export type Runtime = {
  lean?: { index: string; note: string; deferred: Deferred }; // `note` is Pyodide's own about its memory, as base64
  plain: { index: string; library: string };
  lock: { info: { python: string } };
  worker: string;
  packages: Record<string, File>;
};
export type File = { file: string; integrity: string };
/** The second module of the lean WebAssembly: `sum` is what its bytes add up to (overrides/shell/snapshot.js). */
export type Deferred = File & { sum: number };
/** What a worker that loads Python is told on the way: that a call begins to wait for the second module, and that it fails. */
export type Told = { wait: () => void; fail: (error: unknown) => void };
/** A worker that keeps what it says before anyone listens (inline/boot.js). */
export type EarlyWorker = Worker & { early: (MessageEvent<Reply> | ErrorEvent)[]; used?: boolean };
