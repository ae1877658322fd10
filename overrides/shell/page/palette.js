// Light or dark, as chosen. The first choice is made before the page is painted (partials/javascripts/palette.html).

import { around, one } from "../dom.js";

addEventListener("click", (event) => {
  const scheme = around(event, "[data-scheme]")?.dataset.scheme;
  if (!scheme) return;
  document.body.dataset.mdColorScheme = scheme;
  __md_set("__palette", { color: { scheme } });
  one(document, `[data-scheme]:not([data-scheme="${scheme}"])`).focus();
});
