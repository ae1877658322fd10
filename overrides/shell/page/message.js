// A message that is to be sent as it stands: a button hands it to an app, or copies it where the browser can do no more.

import { one } from "../dom.js";

/** @type {HTMLTemplateElement | null} */
const template = document.querySelector("template[data-message]");
const sends = "share" in navigator;

/** What became of it: the key of a text. @param {string} text */
async function hand(text) {
  try {
    if (!sends) return (await navigator.clipboard.writeText(text), "copied");
    await navigator.share({ text });
    return "shared";
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? "" : "refused";
  }
}

for (const message of template ? document.querySelectorAll("blockquote:has(.copy)") : []) {
  const part = /** @type {DocumentFragment} */ (template?.content.cloneNode(true));
  const button = one(part, sends ? "[data-sends]" : "[data-copies]");
  const told = one(part, "[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = one(message, ".copy");
    const outcome = await hand(text.textContent.trim());
    told.textContent = told.dataset[outcome] ?? "";
    if (outcome === "refused") getSelection()?.selectAllChildren(text);
  });
  message.after(part);
}
