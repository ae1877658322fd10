// A finger drawn sideways over a part of the page: data-swipe has the events for drawing ahead and back.

import { around } from "./dom.js";
/** @import { Send } from "./contract" */

const FAR = 48; // px; less is a tap that slipped

/** @param {HTMLElement} root @param {Send} send */
export function startSwipes(root, send) {
  /** @type {Touch | undefined} */
  let from;
  root.addEventListener("touchstart", (event) => (from = event.touches.length === 1 && around(event, "[data-swipe]") ? event.touches[0] : undefined), { passive: true });
  root.addEventListener("touchend", (event) => {
    const part = around(event, "[data-swipe]");
    const [to] = event.changedTouches;
    if (!from || !part) return;
    const across = (to.clientX - from.clientX) * (getComputedStyle(part).direction === "rtl" ? -1 : 1);
    if (Math.abs(across) < FAR || Math.abs(across) < 2 * Math.abs(to.clientY - from.clientY)) return;
    const [ahead, back] = JSON.parse(part.dataset.swipe ?? "[]");
    send({ type: across < 0 ? ahead : back });
  }, { passive: true });
}
