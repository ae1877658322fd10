// Finding elements of the page.

/** The first element in `root` that fits `selector`, which must be there.
 * @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E} */
export function one(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`not in the page: ${selector}`);
  return /** @type {any} */ (found);
}

/** The element at or around an event's target that fits `selector`. The target may be the document, which is in none.
 * @template {Element} [E=HTMLElement] @param {Event} event @param {string} selector @returns {E | null} */
export const around = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);
