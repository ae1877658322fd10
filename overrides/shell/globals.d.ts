// What the checker cannot know of: our own global, the theme's, and what only some browsers have.

import type { EarlyWorker } from "./contract";

declare global {
  /** inline/boot.js */
  var steadyLine: { spawn(how?: { fresh?: boolean }): EarlyWorker | undefined; first: EarlyWorker | undefined; taps(): { button: HTMLElement; at: number }[] };
  /** The theme's: keeps a value for the site. */
  function __md_set(name: string, value: unknown): void;
  var webkitAudioContext: typeof AudioContext | undefined;
  interface Navigator {
    audioSession?: { type: string };
  }
  /** What we look for is HTML, if nothing else is said. */
  interface ParentNode {
    querySelector<E extends Element = HTMLElement>(selectors: string): E | null;
    querySelectorAll<E extends Element = HTMLElement>(selectors: string): NodeListOf<E>;
  }
  interface Element {
    closest<E extends Element = HTMLElement>(selectors: string): E | null;
  }
}
