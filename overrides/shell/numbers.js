// The finder of numbers (partials/numbers/finder.html): those of the reader's own country, guessed from the device's time
// zone, and those of any other, by country or city. All that it shows was written when the site was built, and is copied
// from the page of every country's numbers. Nothing is kept or sent, and nothing is shown without its country.

import { one } from "./dom.js";
/** @typedef {{ section: HTMLElement, name: string, names: string[], zones: string[] }} Country */
/** @typedef {{ country: Country, fit: number, label: string }} Match */

const SHOWN = 4; // with their numbers; more than these are only named
const NAMED = 12;
const LETTERS = /** @type {Record<string, string>} */ ({ ß: "ss", ł: "l", ø: "o", đ: "d", ı: "i", æ: "ae", œ: "oe", ð: "d", þ: "th", "’": "'", "‘": "'", "ʻ": "'", ".": "" });
const WHOLE = 3, WORDS = 2, BEGINS = 1;

const finder = /** @type {HTMLElement | null} */ (document.querySelector("[data-finder]"));
if (finder) start(finder);

/** A name as it is compared, as helper/zones/guess.py has it. @param {string} text */
function fold(text) {
  const plain = text.toLowerCase().replace(/[ßłøđıæœðþ’‘ʻ.]/g, (it) => LETTERS[it]).normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return plain.replace(/[-(),\s]+/g, " ").trim();
}

/** How a name fits what was typed, 0 for not at all. @param {string} name @param {string[]} wanted */
function fit(name, wanted) {
  const fits = (/** @type {string} */ text) => (name === text ? WHOLE : ` ${name} `.includes(` ${text} `) ? WORDS : ` ${name}`.includes(` ${text}`) ? BEGINS : 0);
  return Math.max(...wanted.map(fits));
}

/** A part of a country, as it stands on its page. Who goes from link to link hears whose numbers they are.
 * @param {Country} country @param {string} selector */
function copies({ section, name }, selector) {
  const parts = [...section.querySelectorAll(`:scope > :is(${selector})`)].map((it) => document.importNode(it, true));
  const whose = () => Object.assign(document.createElement("span"), { className: "announcer", textContent: `, ${name}` });
  for (const part of parts) part.querySelectorAll("a").forEach((link) => link.append(whose()));
  return parts;
}
const emergency = (/** @type {Country} */ country) => copies(country, ".try, .emergency, .doubt, .said");

/** @param {string} address */
async function got(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer;
}

/** What is asked for once; a failure is tried again. @template T @param {() => Promise<T>} ask */
function once(ask) {
  let asked = /** @type {Promise<T> | undefined} */ (undefined);
  return () => (asked ??= ask().catch((error) => ((asked = undefined), Promise.reject(error))));
}

/** The numbers below it come into sight with it. @param {HTMLElement} part */
function goTo(part) {
  part.focus({ preventScroll: true });
  part.scrollIntoView();
}

/** @param {HTMLElement} place */
function start(place) {
  /** @type {HTMLInputElement} */
  const field = one(place, "input");
  const found = one(place, "[data-found]"), choices = one(place, "[data-choices] ul"), told = one(place, "[data-told]");
  const own = one(place, "[data-own]"), all = one(place, "[data-lines]"), here = one(place, "[data-here]");
  const usual = /** @type {HTMLElement | null} */ (document.querySelector("h1 + .dial.emergency")); // what stands there for everybody
  const top = `[href="#${usual ? document.querySelector("h1")?.id : "crisis-lines"}"]`; // where the number is
  const ways = [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(`article :is(li a, p > .alone)${top}`))].map((link) => ({ link, text: link.textContent }));
  let home = "";

  const countries = once(async () => {
    const listed = document.querySelector(".country") ? document : new DOMParser().parseFromString(await (await got(place.dataset.page ?? "")).text(), "text/html");
    return [...listed.querySelectorAll(".country")].map((section) => ({
      section, name: one(section, "h3").textContent, names: (section.dataset.names ?? "").split("|"), zones: (section.dataset.zones ?? "").split(" "),
    }));
  });
  const cities = once(async () => {
    const known = /** @type {Record<string, string>} */ (await (await got(place.dataset.cities ?? "")).json());
    return Object.entries(known).flatMap(([isos, names]) => names.split("|").map((name) => ({ isos: isos.split(" "), name, folded: fold(name) })));
  });

  const say = (/** @type {string[]} */ ...keys) => place.querySelectorAll("[data-say]").forEach((it) => (it.hidden = !keys.includes(it.dataset.say ?? "")));
  const clear = () => ([found, choices, told].forEach((it) => it.replaceChildren()), say());

  /** Who is in the middle of the steps dials from there; where only somebody to talk to is asked for, a crisis line. @param {HTMLElement} part */
  function dials(part) {
    const to = part.querySelector(`${usual ? "" : "[data-kind~=crisis] "}a[href^='tel:']`), href = to?.getAttribute("href");
    if (to && href) for (const { link, text } of ways) Object.assign(link, { href, textContent: `${text} (${one(to, "strong").textContent})` }).classList.add("way");
  }

  /** @param {Country} country */
  function atHome(country) {
    home = country.name;
    here.textContent = (here.dataset.here ?? "").replace("{country}", country.name);
    own.replaceChildren(one(own, "p"), ...emergency(country));
    dials(own);
    const first = own.querySelector(".dial strong");
    if (first) first.textContent = (own.dataset.call ?? "").replace("{number}", first.textContent);
    const crisis = document.querySelector("#crisis-lines + .dial");
    own.hidden = Boolean(crisis && !usual); // where only somebody to talk to is asked for
    if (usual?.isConnected) {
      own.style.minHeight = `${usual.offsetHeight}px`; // what is below stays where a finger is on its way to it
      usual.replaceWith(own);
    }
    const [lines] = copies(country, ".lines");
    if (lines && !crisis && !usual) own.append(lines);
    if (!crisis || !lines?.querySelector("[data-kind~=crisis]")) return;
    lines.querySelectorAll("li:not([data-kind~=crisis])").forEach((line) => line.remove());
    lines.classList.add("brief");
    const link = one(all, "a"), href = `${place.dataset.page}#${one(country.section, "h3").id}`;
    Object.assign(link, { href, textContent: (link.dataset.named ?? "").replace("{country}", country.name) });
    all.hidden = false;
    crisis.replaceWith(lines, all);
    if (!usual) dials(lines);
  }

  /** The button that is pressed goes: the focus goes on to what `choose` returns.
   * @param {Match[]} matches @param {(match: Match) => HTMLElement} choose */
  function offer(matches, choose) {
    choices.replaceChildren(...matches.slice(0, NAMED).map((match) => {
      const button = Object.assign(document.createElement("button"), { className: "md-button", textContent: match.label });
      button.addEventListener("click", () => goTo(Object.assign(choose(match), { tabIndex: -1 })));
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
  }

  /** @param {Match[]} matches */
  function show(matches) {
    const alone = matches.length === 1;
    found.replaceChildren(...matches.map(({ country, label }) => {
      const part = document.createElement("section");
      const heading = Object.assign(document.createElement("h3"), { textContent: label, tabIndex: -1 });
      part.append(heading, ...emergency(country), ...(alone ? copies(country, ".lines") : []));
      return part;
    }));
    choices.replaceChildren();
    if (alone) dials(found);
    const lacking = alone && !found.querySelector(".lines");
    const abroad = matches.some(({ country }) => country.name !== home) && found.querySelector(".emergency");
    say(alone ? "checked" : "several", lacking ? "no_lines" : "", abroad ? "border" : "");
  }

  /** What is typed may mean these, best first. @param {string} text @returns {Promise<Match[]>} */
  async function meant(text) {
    const plain = fold(text);
    const wanted = [plain, plain.replace(/([aou])e/g, "$1")];
    const known = await countries();
    /** @type {Match[]} */
    const named = known.map((country) => ({ country, fit: Math.max(...country.names.map((name) => fit(name, wanted))), label: country.name }));
    const towns = plain.length < 3 ? [] : await cities();
    /** @type {Match[]} */
    const inTown = towns.flatMap(({ isos, name, folded }) => {
      const fits = fit(folded, wanted);
      return fits ? known.filter(({ section }) => isos.includes(one(section, "h3").id)).map((country) => ({ country, fit: fits, label: `${name}, ${country.name}` })) : [];
    });
    const every = [...named, ...inTown].filter((it) => it.fit);
    const whole = every.some((it) => it.fit === WHOLE);
    // Somebody who wrote a whole name means no other that only begins so; but Guinea is part of four countries' names.
    const likely = every.filter((it) => !whole || it.fit === WHOLE || (it.fit === WORDS && named.includes(it)));
    const best = [WHOLE, WORDS, BEGINS].flatMap((fits) => likely.filter((it) => it.fit === fits));
    return best.filter((it) => best.find(({ country }) => country === it.country) === it);
  }

  async function look() {
    const text = field.value;
    /** @type {Match[]} */
    let matches = [];
    if (!fold(text)) return clear();
    try {
      matches = await meant(text);
    } catch {
      told.textContent = one(place, "[data-say=failed]").textContent;
      return say("failed");
    }
    if (field.value !== text) return; // typed on meanwhile
    if (matches.length && matches.length <= SHOWN) show(matches);
    else {
      found.replaceChildren();
      offer(matches, (match) => (show([match]), one(found, "h3")));
      say(matches.length ? "more" : "none");
    }
    told.textContent = matches.slice(0, NAMED).map((it) => it.label).join("; ") || one(place, "[data-say=none]").textContent;
  }

  async function guess() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const around = (await countries()).filter(({ zones }) => zones.includes(zone));
    if (field.value) return;
    if (around.length === 1) return atHome(around[0]);
    say(around.length ? "shared" : "ask");
    offer(around.map((country) => ({ country, fit: WHOLE, label: country.name })), ({ country }) => {
      atHome(country);
      choices.replaceChildren();
      say();
      return one(own, "p");
    });
  }

  // Whoever is somewhere else keeps the numbers in sight: what is looked up comes to them.
  own.querySelector("a")?.addEventListener("click", (event) => {
    event.preventDefault();
    if (!place.contains(own)) own.after(place);
    field.focus();
  });

  delete place.dataset.waiting;
  // A link to numbers/#poison means the own country's, where it has one. The browser goes to the fold of that name first.
  const sort = `[data-kind~=${CSS.escape(location.hash.slice(1)) || "none"}] a`;
  addEventListener("load", () => setTimeout(() => own.querySelector(sort) && goTo(one(own, sort))));
  field.addEventListener("input", look);
  // A keyboard on the screen covers what was found: Enter leads there.
  field.addEventListener("keydown", (event) => {
    /** @type {HTMLElement | null} */
    const part = event.key === "Enter" ? place.querySelector("[data-choices] button, [data-found] h3") : null;
    if (!part) return;
    event.preventDefault(); // or it would press the button that it came to
    goTo(part);
  });
  if (field.value) look();
  guess().catch(() => {}); // the usual numbers stay
}
