// Sheets: dialogs of the page for what is seldom needed. Python has no part in opening them.
//   data-sheet  on a button: the id of the dialog it opens; with the name of a field in data-with, at that field
//   data-close  on a button in it: closes it

import { around, one } from "./dom.js";

/** @param {HTMLElement} root */
export function startSheets(root) {
  document.addEventListener("click", (event) => {
    const opener = around(event, "[data-sheet]");
    if (opener) open(one(root, `#${opener.dataset.sheet}`), opener);
    /** @type {HTMLDialogElement | null} */
    const sheet = around(event, "dialog");
    if (sheet && (event.target === sheet || around(event, "[data-close]"))) sheet.close(); // the dialog itself is hit around its sheet
  });
  // Escape closes the sheet alone, not what lies below it.
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && around(event, "dialog")) event.stopPropagation();
  });
}

/** @param {HTMLDialogElement} sheet @param {HTMLElement} opener */
function open(sheet, opener) {
  const part = opener.closest("[data-focus]");
  sheet.showModal();
  const { field } = JSON.parse(opener.dataset.with ?? "{}");
  if (field) one(sheet, `[name="${field}"]`).focus();
  // A blank that was filled is gone, and the focus would be, too.
  sheet.addEventListener("close", () => opener.checkVisibility() || /** @type {HTMLElement | null} */ (part)?.focus(), { once: true });
}
