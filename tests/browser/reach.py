"""Whether every control can be reached: the phones on which it is asked, and what is looked for in a page.

A control is scrolled to as a browser does it for whoever tabs to it; then a finger in its middle must hit it.

Places to tap are at least 44 by 44 pixels (WCAG 2.5.5). The rule, with WCAG's own exception: every button, field,
summary and choice, and every link that stands alone. A link within a sentence is as high as its line. A box or a dot
with a label is as large as its label.
"""

from __future__ import annotations

from playwright.sync_api import Page

SIZES = [(320, 480), (360, 640), (375, 548), (390, 664), (740, 360)]
ZOOMED = [(320, 256), (640, 320)]
"""What is left of a window of 1280 by 1024 at 400 %, and a small phone on its side at half of its size."""
COVERED = """() => {
  const scope = document.querySelector("dialog[open]") ?? document.body;
  const controls = "a[href], button, select, textarea, summary, input:not([type=hidden]), [role=option]";
  const found = [];
  for (const it of scope.querySelectorAll(controls)) {
    const place = it.matches("[type=checkbox], [type=radio]") ? it.closest("label") ?? it : it;
    if (!place.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (it.closest("[aria-hidden=true], .md-skip") || getComputedStyle(place).clipPath !== "none") continue;
    place.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const [box] = place.getClientRects();
    if (!box || !box.width) continue;
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (hit && (place.contains(hit) || (hit.matches("label") && hit.control === it))) continue;
    const over = hit ? `${hit.tagName}.${hit.className}` : "nothing";
    found.push(`${it.tagName} \u201c${(it.textContent.trim() || it.name || "").slice(0, 40)}\u201d under ${over}`);
  }
  scrollTo(0, 0);
  return found;
}"""
SMALL = """() => {
  const targets = "a[href], button, select, textarea, summary, input:not([type=hidden]), [role=option], [role=tab]";
  const alone = (link) => {
    const block = link.closest("p, li, td, th, dd, dt, h1, h2, h3, h4, blockquote, nav, header, footer, div");
    const rest = [...block.childNodes].map((node) => node.contains(link) ? "" : node.textContent).join("");
    const own = link.parentElement === block ? "" : link.parentElement.textContent.replace(link.textContent, "");
    return !/\\p{L}/u.test(rest + own);
  };
  return [...document.querySelectorAll(targets)].flatMap((it) => {
    const place = it.matches("[type=checkbox], [type=radio]") ? it.closest("label") ?? it : it;
    const shown = place.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!shown || it.closest("[aria-hidden=true]")) return [];
    if (it.matches("a") && getComputedStyle(it).display === "inline" && !alone(it)) return [];
    const { width, height, right, bottom } = place.getBoundingClientRect();
    if (!width || right < 0 || bottom < 0 || (width >= 43.5 && height >= 43.5)) return [];
    const size = `${Math.round(width)}x${Math.round(height)}`;
    return [`${it.tagName}.${it.className} ${it.name ?? ""} “${it.textContent.trim().slice(0, 30)}” ${size}`];
  });
}"""


def covered(page: Page) -> list[str]:
    """The controls in what is shown now that something lies over, and what that is."""
    return list(page.evaluate(COVERED))


def small(page: Page) -> list[str]:
    """The places to tap in what is shown now that are too small, and how large they are."""
    return list(page.evaluate(SMALL))
