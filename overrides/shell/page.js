// What every page does beyond its words: tell of a call that runs in this tab, and close the menu.
//
// May live here: reading what the helper keeps (helper/timer/codec.py), without judging it. Whether a turn is
// over, who is next and the signals are Python's; what is kept may be anything, and is only ever shown as a figure.

const KEEP = "steady-line.call";
const DAY_MS = 24 * 60 * 60_000;
const bar = document.querySelector("[data-running]");

function kept() {
  try {
    return new URLSearchParams(sessionStorage.getItem(KEEP) ?? "");
  } catch {
    return new URLSearchParams(); // refused
  }
}

function tell() {
  const call = kept();
  const left = call.get("status") === "running" ? call.get("deadline") - Date.now() : 0;
  const place = bar.querySelector("[data-left]");
  bar.hidden = !call.get("call");
  place.textContent = left > 0 && left < DAY_MS ? place.dataset.left.replace("{left}", clock(left)) : "";
}

/** As on the timer (helper/texts.py, digits). */
function clock(left) {
  const seconds = Math.ceil(left / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, String(seconds % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

if (bar) {
  tell();
  setInterval(tell, 1000);
  addEventListener("pageshow", tell);
}

const menu = document.querySelector("[data-menu]");
addEventListener("click", ({ target }) => {
  if (menu && (!menu.contains(target) || target.closest("label"))) menu.open = false;
});
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
