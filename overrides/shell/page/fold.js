// A link to a fold's heading, or to what is in it, opens it: no browser does so for the one, and not every one for the other.

addEventListener("hashchange", unfold);
addEventListener("click", ({ target }) => {
  /** @type {HTMLAnchorElement | null} */
  const link = /** @type {Element} */ (target).closest("a[href*='#']");
  if (link?.href === location.href) unfold(); // tapped once more, after it was closed by hand
});
unfold();

function unfold() {
  const part = document.getElementById(location.hash.slice(1)), fold = part?.closest("details:not([open])");
  fold?.setAttribute("open", "");
  if (fold) part?.scrollIntoView();
}
