// The painter: puts the entries of Python's view into the elements bound to them. Bindings:
//   data-text   the text of the element        data-show   hidden unless true
//   data-top    of such an element: when it appears, the page is shown from its top
//   data-state  becomes the attribute data-is   data-value  the value of a progress bar or field
//   data-viewbox, data-path   of an SVG drawing
//   data-lang   the language of the element     data-carry  what the event of a button brings along
//   data-pressed, data-expanded  whether a button is pressed, or what it opens is open   data-span   from and to, in per cent, as --from and --to for the style sheet
//   data-list   one copy of its <template> for each entry, painted with that entry

import { one } from "./dom.js";
/** @import { View } from "./contract" */

// Lists come first: what they add is painted with the rest.
/** @type {Record<string, (element: HTMLElement, value: any) => void>} */
const BINDINGS = {
  list: (element, entries) => {
    /** @type {HTMLTemplateElement} */
    const template = one(element, ":scope > template");
    const copies = [...element.children].filter((child) => child !== template);
    entries.forEach((/** @type {View} */ entry, /** @type {number} */ at) => {
      const copy = copies[at] ?? element.appendChild(one(template.content, "*").cloneNode(true));
      paintInto(/** @type {HTMLElement} */ (copy), entry);
    });
    copies.slice(entries.length).forEach((copy) => copy.remove());
  },
  text: (element, value) => {
    if (element.textContent !== value) element.textContent = value;
  },
  show: (element, value) => {
    if (value && "top" in element.dataset && element.hasAttribute("hidden")) scrollTo(0, 0);
    element.toggleAttribute("hidden", !value); // an SVG element has no such property
  },
  state: (element, value) => {
    element.dataset.is = value;
  },
  value: (element, value) => {
    /** @type {HTMLInputElement | HTMLProgressElement} */ (element).value = value;
  },
  lang: (element, value) => {
    element.lang = value;
  },
  carry: (element, value) => {
    element.dataset.with = JSON.stringify(value);
  },
  span: (element, [from, to]) => {
    element.style.setProperty("--from", from);
    element.style.setProperty("--to", to);
  },
  pressed: (element, value) => element.setAttribute("aria-pressed", value),
  expanded: (element, value) => element.setAttribute("aria-expanded", value),
  viewbox: (element, value) => element.setAttribute("viewBox", value),
  path: (element, value) => element.setAttribute("d", value),
};

/** Paint the entries of `view` (name to value) into the bound elements at and below `root`.
 * @param {HTMLElement} root @param {View} view */
export function paintInto(root, view) {
  for (const [kind, bind] of Object.entries(BINDINGS)) {
    for (const element of [root, ...root.querySelectorAll(`[data-${kind}]`)]) {
      const name = element.dataset[kind];
      if (name !== undefined && Object.hasOwn(view, name)) bind(element, view[name]);
    }
  }
}

/** The fields of a form as text by name; unchecked boxes are left out. @param {HTMLFormElement} form */
export function fieldsOf(form) {
  return Object.fromEntries(new FormData(form));
}

/** Set the fields of a form: text by name, "" for an unchecked box.
 * @param {HTMLFormElement} form @param {Record<string, string>} fields */
export function fillForm(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== "";
    else if (field && "value" in field) field.value = value;
  }
}
