// The pocket card's numbers: those of the country that was chosen (card.html has them all), in place of the usual ones.

import { one } from "./dom.js";

/** @type {HTMLSelectElement | null} */
const chosen = document.querySelector("[data-card-country]");

function fill() {
  const option = chosen?.selectedOptions[0];
  for (const name of ["emergency", "crisis"]) {
    for (const line of document.querySelectorAll(`[data-card=${name}]`)) {
      line.dataset.usual ??= line.textContent;
      line.textContent = option?.value ? (option.dataset[name] ?? "") : line.dataset.usual;
    }
  }
}

if (chosen) {
  one(document, "[data-card-choice]").hidden = false;
  chosen.addEventListener("change", fill);
  fill();
}
