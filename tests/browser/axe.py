"""axe-core on a page: what it finds against WCAG 2.2 A, AA and AAA and against good practice.

No rule is switched off; the one that is added checks WCAG 2.5.3, which axe still
counts among its experiments. What colours alone decide is looked at once more in dark: everything else is the
same there. So are the colours in every language, since pages have the same parts in each (tools/checks): dark is looked
at in English. In forced colours axe cannot help, since Chromium names the page's own text colours there, with the
system's grounds; so what gets lost there is looked for by ourselves: shapes made of a background's colour.
"""

from __future__ import annotations

from playwright.sync_api import Page

from tests.conftest import ROOT

SOURCE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
ADDED = {"label-content-name-mismatch": {"enabled": True}}
SCHEMES = {"light": "default", "dark": "slate"}
RUN = """([only, rules]) => axe
  .run(document, { runOnly: only, rules, resultTypes: ["violations"], preload: false })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(" ")}: ${failureSummary.replace(/\\s+/g, " ").slice(0, 250)}`)))"""


MASKED = """() => [...document.querySelectorAll("body *")].filter((it) => it.checkVisibility()).flatMap((it) =>
  ["", "::before", "::after"].filter((part) => {
    const { maskImage, content, forcedColorAdjust, opacity } = getComputedStyle(it, part || undefined);
    return maskImage !== "none" && (!part || content !== "none") && forcedColorAdjust !== "none" && opacity !== "0";
  }).map((part) => `${it.tagName}.${it.className}${part}`))"""


# What of the call does not stand out from its field: words less than 7 to 1, edges and shapes less than 3 to 1. And
# whatever is red but for what is about danger.
FAINT = """() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => rgba(colour).slice(0, 3).map((it) => it / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
    .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const red = (colour) => {
    const [r, g, b, a] = rgba(colour);
    return a > 0 && r - Math.max(g, b) > 70 && Math.abs(g - b) < 45;
  };
  const ground = (it) => {
    for (let at = it; at; at = at.parentElement) {
      const own = getComputedStyle(at).backgroundColor;
      if (rgba(own)[3] > 0) return own;
      if (at.matches(".call")) return getComputedStyle(at, "::before").backgroundColor;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const found = [];
  for (const it of document.querySelectorAll("body *")) {
    if (!it.checkVisibility({ visibilityProperty: true }) || it.closest(".announcer, .md-skip, svg")) continue;
    const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(it);
    const name = `${it.tagName}.${it.className} “${it.textContent.trim().slice(0, 20)}”`;
    const colours = [color, backgroundColor, ...(parseFloat(borderTopWidth) ? [borderTopColor] : [])];
    const danger = it.closest(".danger-link, .there, .say-strip--danger");
    if (!danger && colours.some(red)) found.push(`${name} is red: ${colours}`);
    if (!it.closest(".call")) continue;
    const words = [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    if (words && contrast(color, ground(it)) < 7) found.push(`${name} is faint: ${contrast(color, ground(it))}`);
    const edge = it.matches("button, a, summary, input, select") && contrast(borderTopColor, ground(it.parentElement));
    if (parseFloat(borderTopWidth) && edge && edge < 3) found.push(`the edge of ${name}: ${edge}`);
  }
  const help = document.querySelector(".call:not([hidden])") && document.querySelector(".danger-link");
  const own = help && contrast(getComputedStyle(help).backgroundColor, ground(document.querySelector(".turn")));
  return own && own < 3 ? [...found, `the way to help in danger: ${own}`] : found;
}"""


def findings(page: Page) -> list[str]:
    """Everything that axe finds on a page as it is now, in light, dark (in English) and forced colours."""
    if not page.evaluate(
        "() => Boolean(globalThis.axe)"
    ):  # all of it would be sent here, which takes longer than a run
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = []
    english = page.evaluate("() => document.documentElement.lang") == "en"
    for scheme in SCHEMES if english else ("light",):
        set_scheme(page, scheme)
        found += [f"{scheme}: {it}" for it in _run(page, whole=scheme == "light")]
    page.emulate_media(forced_colors="active")
    found += [f"forced colours: {it} is drawn with a background, and gone" for it in page.evaluate(MASKED)]
    page.emulate_media(forced_colors="none")
    set_scheme(page, "light")
    return found


def set_scheme(page: Page, scheme: str) -> None:
    """Light or dark, as the theme's own switch sets it."""
    page.evaluate("(name) => { document.body.dataset.mdColorScheme = name; }", SCHEMES[scheme])


def _run(page: Page, whole: bool) -> list[str]:
    only = {"type": "tag", "values": TAGS} if whole else {"type": "rule", "values": COLOURS}
    return list(page.evaluate(RUN, [only, ADDED if whole else {}]))


def faint(page: Page) -> list[str]:
    """What of a call does not stand out, or is red and not about danger, in either scheme; it is left in light."""
    found = []
    for scheme in SCHEMES:
        set_scheme(page, scheme)
        found += [f"{scheme}: {it}" for it in page.evaluate(FAINT)]
    set_scheme(page, "light")
    return found
