// The tabs: the tools of the page one at a time, as in an app.
//
// Knows which tab is open, and the keys of the ARIA tabs pattern. Python has no part in it, so it works before Python
// does. Without this module the tools stand one below the other, with a link to each. Tabs rather than links to the end:
// a screen reader says which of how many is open, and the focus stays where it is.
//   data-opens  on a link: the tab it opens        data-panel  the tabs in which an element is there
//   data-links  on a panel: what the fragments look like that belong to it, beside the ids in it

import { around, one } from "./dom.js";

/** @type {HTMLElement} */
let root;
/** @type {HTMLAnchorElement[]} */
let tabs;
let chosen = 0; // when somebody last went to a tab

/** @param {HTMLElement} within */
export function startTabs(within) {
  root = within;
  const list = one(root, "[data-tabs]");
  tabs = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("[data-opens]"))];
  list.setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.setAttribute("role", "tab");
    panelOf(tab).setAttribute("role", "tabpanel");
  }
  list.addEventListener("keydown", keys);
  document.addEventListener("click", clicked); // as in helper.js
  addEventListener("hashchange", follow);
  open(toolOf(tabs[0]));
  follow();
}

/** Open the tab that an element is in. What was asked for earlier does not take anyone away from where they went since.
 * @param {Element} element */
export function reveal(element, asked = Infinity) {
  const names = element.closest("[data-panel]")?.dataset.panel?.split(" ");
  if (names && !names.includes(root.dataset.tab ?? "") && asked >= chosen) open(names[0]);
}

/** @param {string} name */
function open(name) {
  root.dataset.tab = name;
  for (const tab of tabs) {
    tab.setAttribute("aria-selected", String(tab.dataset.opens === name));
    tab.tabIndex = tab.dataset.opens === name ? 0 : -1;
  }
  // Not `hidden`, which belongs to the painter.
  for (const part of document.querySelectorAll("[data-panel]")) part.toggleAttribute("data-away", !part.dataset.panel?.split(" ").includes(name));
}

/** @param {HTMLElement} tab */
const toolOf = (tab) => tab.dataset.opens ?? "";

/** @param {HTMLElement} tab */
function panelOf(tab) {
  return one(document, `#${tab.getAttribute("aria-controls")}`);
}

/** Links into the page open their tab. */
function follow() {
  chosen = Date.now();
  const fragment = location.hash.slice(1);
  const own = tabs.find((tab) => new RegExp(panelOf(tab).dataset.links ?? "(?!)", "i").test(fragment));
  if (own) return open(toolOf(own)), intoView(panelOf(own));
  const part = document.getElementById(fragment);
  if (!part) return;
  reveal(part);
  part.scrollIntoView();
}

/** @param {HTMLElement} panel */
function intoView(panel) {
  const { top } = panel.getBoundingClientRect();
  if (top < 0 || top > innerHeight) panel.scrollIntoView();
}

/** @param {HTMLAnchorElement} tab */
function choose(tab) {
  chosen = Date.now();
  open(toolOf(tab));
  // In the address, so that a reload opens it again; not in the history, where "back" would have to pass each tab.
  history.replaceState(history.state, "", tab.hash);
  intoView(panelOf(tab));
}

/** @param {MouseEvent} event */
function clicked(event) {
  const link = around(event, "[data-opens]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const tab = tabs.find(({ dataset }) => dataset.opens === link.dataset.opens);
  if (!tab) return;
  choose(tab);
  if (tab === link) return;
  const parts = /** @type {NodeListOf<HTMLElement>} */ (panelOf(tab).querySelectorAll("[data-focus]"));
  [...parts].find((part) => part.getClientRects().length)?.focus();
}

/** @param {KeyboardEvent} event */
function keys(event) {
  const at = tabs.findIndex((tab) => tab === around(event, "[role=tab]"));
  const ahead = getComputedStyle(root).direction === "rtl" ? -1 : 1;
  /** @type {Record<string, number>} */
  const targets = { ArrowRight: at + ahead, ArrowLeft: at - ahead, Home: 0, End: -1, " ": at };
  const to = targets[event.key];
  if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length);
  if (!tab) return;
  choose(tab);
  tab.focus();
}
