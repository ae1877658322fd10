// The menu in the header: closes on Escape, and when somebody goes on elsewhere.

import { around, one } from "../dom.js";

/** @type {HTMLDetailsElement} */
const menu = one(document, "[data-menu]");

addEventListener("click", (event) => {
  if (around(event, "[data-menu]") !== menu || around(event, "label")) menu.open = false;
});
addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu.open) return;
  menu.open = false;
  one(menu, "summary").focus();
});
