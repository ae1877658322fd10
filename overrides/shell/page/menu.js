// The menus in the header: one closes on Escape, and when somebody goes on elsewhere.

import { around, one } from "../dom.js";

const menus = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-menu]"));

addEventListener("click", (event) => {
  for (const menu of menus) if (around(event, "[data-menu]") !== menu || around(event, "label")) menu.open = false;
});
addEventListener("keydown", ({ key }) => {
  for (const menu of menus) {
    if (key !== "Escape" || !menu.open) continue;
    menu.open = false;
    one(menu, "summary").focus();
  }
});
