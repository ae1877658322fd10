// A call that runs in this tab, told on the other pages. Of what the helper keeps (helper/timer/tabs.py) it reads when
// the turn is over; who is next is for Python. What is kept may be anything, and is only shown as a figure.

import { one } from "../dom.js";
import { keptCall } from "./kept.js";

const DAY_MS = 24 * 60 * 60_000;
const place = document.querySelector("[data-running]");

/** @param {HTMLElement} bar */
function tell(bar) {
  const call = keptCall();
  const left = Number(call.split(" ")[1]) - Date.now(); // NaN while no turn runs
  const figure = one(bar, "[data-left]");
  bar.hidden = !call;
  figure.textContent = left > 0 && left < DAY_MS ? (figure.dataset.left ?? "").replace("{left}", clock(left)) : "";
}

/** As on the timer (helper/texts.py, digits). @param {number} left milliseconds */
function clock(left) {
  const seconds = Math.ceil(left / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, String(seconds % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

if (place) {
  tell(place);
  setInterval(tell, 1000, place);
  addEventListener("pageshow", () => tell(place));
}
