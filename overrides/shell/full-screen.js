// The button that gives the whole screen to the page, where the browser can.

import { one } from "./dom.js";

/** @param {HTMLElement} root */
export function startFullScreen(root) {
  const button = one(root, "[data-full-screen]");
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => {
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    done.catch(() => {}); // nothing is lost by it
  });
  document.addEventListener("fullscreenchange", () => button.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
}
