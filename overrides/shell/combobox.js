// The combobox: a text field with a list of choices under it (the ARIA pattern, with the keys it asks for).
// What stands in the list comes from Python; a choice goes back as {type: data-combobox, side, key}, and a field that
// is left or entered as {type: data-settle, side, entered}.

import { around, one } from "./dom.js";
/** @import { Send } from "./contract" */

/** @param {HTMLElement} root @param {Send} send */
export function startComboboxes(root, send) {
  for (const box of root.querySelectorAll("[data-combobox]")) startOne(box, send);
}

/** @param {HTMLElement} box @param {Send} send */
function startOne(box, send) {
  /** @type {HTMLInputElement} */
  const input = one(box, "[role=combobox]");
  const list = one(box, "[role=listbox]");
  const choices = () => [...list.querySelectorAll("[role=option]")];
  let open = false;
  let marked = -1;

  const show = () => {
    const all = choices();
    list.hidden = !(open && all.length);
    if (list.hidden || marked >= all.length) marked = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
    all.forEach((choice, at) => {
      choice.id = `${list.id}-${at}`;
      choice.setAttribute("aria-selected", String(at === marked));
    });
    if (marked < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[marked].id);
    all[marked].scrollIntoView({ block: "nearest" });
  };
  const turn = (/** @type {boolean} */ on, at = -1) => {
    open = on;
    marked = at;
    show();
  };
  const choose = (/** @type {HTMLElement} */ choice) => {
    turn(false);
    send({ type: box.dataset.combobox ?? "", side: input.name, key: choice.dataset.is });
  };
  const settle = (/** @type {boolean} */ entered) => {
    turn(entered); // unless it can be only one, the list is asked about
    send({ type: box.dataset.settle ?? "", side: input.name, entered });
  };

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => turn(true, open ? (marked + 1) % choices().length : 0),
    ArrowUp: () => turn(true, (marked > 0 ? marked : choices().length) - 1),
    Enter: () => (marked < 0 ? settle(true) : choose(choices()[marked])),
    Escape: () => turn(false),
  };

  new MutationObserver(() => turn(open)).observe(list, { childList: true, characterData: true, subtree: true });
  for (const kind of ["input", "click"]) input.addEventListener(kind, () => turn(true));
  input.addEventListener("blur", () => settle(false));
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || (event.key === "Escape" && list.hidden)) return;
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => {
    const choice = around(event, "[role=option]");
    if (choice) choose(choice);
  });
}
