// The search. The theme's script, its worker and its index are twice a page: they come when a finger or a key is on its
// way here, and then learn what has been typed meanwhile. Once it can search it says so in .md-search-result__meta.

import { around, one } from "../dom.js";
import { bringIn } from "../scripts.js";

const PATIENCE_MS = 8_000;
/** @type {HTMLInputElement} */
const opened = one(document, "#__search");
/** @type {HTMLInputElement} */
const query = one(document, ".md-search__input");

async function search() {
  /** @type {HTMLTemplateElement} */
  const template = one(document, "template[data-search]");
  if (!template.content.querySelector("script")) return; // here, or on its way
  const missing = one(document, "[data-search-missing]");
  const tell = () => (missing.hidden = Boolean(one(document, ".md-search-result__meta").textContent.trim()));
  missing.hidden = true;
  const patience = setTimeout(tell, PATIENCE_MS);
  if (!(await bringIn(template))) return clearTimeout(patience), tell();
  const look = () => query.dispatchEvent(new KeyboardEvent("keyup")); // all that the theme's script listens to
  query.addEventListener("input", look); // pasted or spoken words come without a key
  look();
}

for (const type of ["pointerover", "pointerdown", "focusin"]) {
  addEventListener(type, (event) => around(event, "[for=__search], .md-search") && search());
}
opened.addEventListener("change", () => opened.checked && query.focus());
query.addEventListener("focus", () => (opened.checked = true));
addEventListener("focusin", (event) => opened.checked && !around(event, ".md-search") && (opened.checked = false));
