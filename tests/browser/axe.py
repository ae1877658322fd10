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
