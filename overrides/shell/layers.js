// What lies over the page: the running call, and what is opened beside it. The device's own way back closes what was
// opened last, as Escape does, and leaves no call by mistake.
//   data-escape  on a part: the event that closes it
//   data-back    the event for a part that stays when somebody goes back; without one, a link that is followed
//
// Each open part has an entry in the history, which says how many are open there.

/** @import { Send } from "./contract" */

const PASSING_MS = 1000;
/** @type {HTMLElement[]} */
let opened = []; // in the order in which they were
/** @type {HTMLElement | undefined} */
let warned; // stays, though somebody went back: the next time leads away
let depth = 0; // of the entry that is shown
let going = false;
/** @type {Map<string, number>} */
const passed = new Map(); // addresses that our own way through the history came past, and when: no links that were followed
/** @type {HTMLElement | undefined} */
let focused; // last: going through the history takes the focus to the body

const isOpen = (/** @type {HTMLElement} */ part) => !part.hidden && !("away" in part.dataset) && part !== warned;

/** Begins before whatever else listens for links. What it returns is for after an answer of Python: by the first one,
 * what was open before a reload is open again.
 * @param {HTMLElement} root @param {Send} send */
export function startLayers(root, send) {
  /** @type {HTMLElement[]} */
  const parts = [...root.querySelectorAll("[data-escape], [data-back]")];
  let answered = false;
  depth = history.state?.depth ?? 0;
  history.replaceState({ ...history.state, depth }, "");

  /** What an address opened is not to be opened again by going back to it. */
  function push() {
    const { href, pathname, search } = location;
    history.replaceState({ depth }, "", pathname + search);
    history.pushState({ depth: ++depth }, "", href);
  }

  /** The history as the page is. */
  function follow() {
    opened = [...opened.filter(isOpen), ...parts.filter((part) => isOpen(part) && !opened.includes(part))];
    if (going || !answered) return;
    while (depth < opened.length) push();
    if (depth > opened.length) {
      going = true;
      history.go(opened.length - depth);
    }
  }

  /** @param {HTMLElement} part */
  function close(part) {
    const { escape, back } = part.dataset;
    if (back) warned = part;
    if (escape ?? back) send({ type: escape ?? back ?? "" });
    else part.click();
  }

  new MutationObserver(follow).observe(root, { subtree: true, attributes: true, attributeFilter: ["hidden", "data-away"] });

  addEventListener("hashchange", (event) => {
    if (performance.now() - (passed.get(event.newURL) ?? -Infinity) < PASSING_MS) event.stopImmediatePropagation();
    passed.delete(event.newURL);
  });
  root.addEventListener("focusin", ({ target }) => (focused = /** @type {HTMLElement} */ (target)));
  addEventListener("popstate", ({ state }) => {
    requestAnimationFrame(() => document.activeElement === document.body && focused?.focus({ preventScroll: true }));
    if (state?.depth === undefined) return history.replaceState({ depth }, ""); // a link within the page
    ({ depth } = state);
    if (going || depth > opened.length) {
      if (going) passed.set(location.href, performance.now());
      going = false;
      return follow();
    }
    while (opened.length > depth) close(/** @type {HTMLElement} */ (opened.pop()));
  });
  addEventListener("click", () => {
    warned = undefined;
    follow();
  });
  addEventListener("keydown", ({ key }) => {
    const last = opened.at(-1);
    if (key === "Escape" && last?.dataset.escape) close(last);
  });
  return () => {
    answered = true;
    follow();
  };
}
