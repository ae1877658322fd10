// A call that runs in this tab, told on the other pages. Reads what the helper keeps (helper/timer/codec.py) without
// judging it: whether a turn is over and who is next is for Python. What is kept may be anything, and is only shown as a figure.

import { one } from "../dom.js";

const KEEP = "steady-line.call";
const DAY_MS = 24 * 60 * 60_000;
const place = document.querySelector("[data-running]");

function kept() {
  try {
    return new URLSearchParams(sessionStorage.getItem(KEEP) ?? "");
  } catch {
    return new URLSearchParams(); // refused
  }
}

/** @param {HTMLElement} bar */
function tell(bar) {
  const call = kept();
  const left = call.get("status") === "running" ? Number(call.get("deadline")) - Date.now() : 0;
  const figure = one(bar, "[data-left]");
  bar.hidden = !call.get("call");
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
