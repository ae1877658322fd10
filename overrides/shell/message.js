// A message that is to be sent as it stands: a button hands it to an app, or copies it where the browser can do no more.

import { one } from "./dom.js";
import { share } from "./handing.js";

/** @type {HTMLTemplateElement | null} */
const template = document.querySelector("template[data-message]");
const sends = "share" in navigator;

for (const message of template ? document.querySelectorAll("blockquote:has(.copy)") : []) {
  const part = /** @type {DocumentFragment} */ (template?.content.cloneNode(true));
  const button = one(part, sends ? "[data-sends]" : "[data-copies]");
  const told = one(part, "[role=status]");
  const words = one(message, ".copy");
  button.hidden = false;
  button.addEventListener("click", () =>
    share({ text: words.textContent.trim() }, (outcome, text) => {
      told.textContent = told.dataset[outcome] ?? ""; // nothing where somebody has closed it
      if (text) getSelection()?.selectAllChildren(words);
    }),
  );
  message.after(part);
}
