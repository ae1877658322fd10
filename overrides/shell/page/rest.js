// What a search has found is spoken once typing rests, not at every key.
//   data-rest  on a live element: it repeats what the element before it shows, which is no live one

const REST_MS = 800;

for (const live of document.querySelectorAll("[data-rest]")) {
  const shown = /** @type {Element} */ (live.previousElementSibling);
  let waiting = 0;
  const tell = () => ((waiting = 0), (live.textContent = shown.textContent));
  const wait = () => {
    clearTimeout(waiting);
    live.textContent = "";
    waiting = setTimeout(tell, REST_MS);
  };
  new MutationObserver(wait).observe(shown, { childList: true, characterData: true, subtree: true });
  addEventListener("input", () => waiting && wait());
}
