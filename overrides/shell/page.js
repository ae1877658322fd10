// What every page does beyond its words: tell of a call that runs in this tab, close the menu, light or dark, and
// get the theme's script for those who search.
//
// May live here: reading what the helper keeps (helper/timer/codec.py), without judging it. Whether a turn is
// over, who is next and the signals are Python's; what is kept may be anything, and is only ever shown as a figure.

document.documentElement.classList.replace("no-js", "js"); // what is dead without this file may be seen now

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

/** Has the scripts of a template run, in their order. True if all have come; one that has not stays for another try. */
export async function bringIn(template) {
  const held = [...(template?.content.querySelectorAll("script[src]") ?? [])];
  const come = held.map((one) => new Promise((done) => {
    one.remove();
    const script = document.createElement("script"); // a copied one would not be run
    for (const { name, value } of one.attributes) script.setAttribute(name, value);
    const onerror = () => (script.remove(), template.content.append(one), done(false));
    document.body.append(Object.assign(script, { async: false, onload: () => done(true), onerror }));
  }));
  return (await Promise.all(come)).every(Boolean);
}

// The first choice is made before the page is painted (partials/javascripts/palette.html).
addEventListener("click", ({ target }) => {
  const scheme = target.closest("[data-scheme]")?.dataset.scheme;
  if (!scheme) return;
  document.body.dataset.mdColorScheme = scheme;
  __md_set("__palette", { color: { scheme } });
  document.querySelector(`[data-scheme]:not([data-scheme="${scheme}"])`).focus();
});

// The theme's script, its worker and its index are twice a page. It comes when a finger or a key is on its way to
// the search, and then learns what has been typed meanwhile. Once it can search it says so in .md-search-result__meta.
const opened = document.getElementById("__search");
const query = document.querySelector(".md-search__input");
const SEARCH_PATIENCE_MS = 8_000;
async function search() {
  const template = document.querySelector("template[data-search]");
  if (!template?.content.querySelector("script")) return; // here, or on its way
  const missing = document.querySelector("[data-search-missing]");
  const tell = () => (missing.hidden = Boolean(document.querySelector(".md-search-result__meta").textContent.trim()));
  missing.hidden = true;
  const patience = setTimeout(tell, SEARCH_PATIENCE_MS);
  if (!(await bringIn(template))) return clearTimeout(patience), tell();
  const look = () => query.dispatchEvent(new KeyboardEvent("keyup")); // all that the theme's script listens to
  query.addEventListener("input", look); // pasted or spoken words come without a key
  look();
}
for (const type of ["pointerover", "pointerdown", "focusin"]) {
  addEventListener(type, ({ target }) => target.closest?.("[for=__search], .md-search") && search());
}
opened?.addEventListener("change", () => opened.checked && query.focus());
query?.addEventListener("focus", () => (opened.checked = true));
addEventListener("focusin", ({ target }) => opened?.checked && !target.closest(".md-search") && (opened.checked = false));
