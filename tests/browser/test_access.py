"""Every screen and every sheet for everybody: by axe, by the size of what is pressed, in every shape and size of text.

One walk through the whole app feeds all of it; what was found is told test by test.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.every_screen import STORIES, Runner, new_phone
from tests.browser.server import ROOT, Server

pytestmark = pytest.mark.browser

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
APP = ROOT / "frontend/src/app.tsx"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEEN_BY_COLOUR = ["color-contrast", "link-in-text-block"]
"""What another theme can change; everything else axe looks at is the same page."""

EVERYTHING = os.environ.get("EVENSTRIDE_ACCESS") == "all"
"""Whether a stop that looks like those before is looked at in every shape as well, and by axe."""

TAP_PX, TAP_IN_WORKOUT_PX = 44, 56

# What a thing is made of, and where it stands.
KINDS = """
() => {
  const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.querySelector("#app");
  const kind = (one) => `${one.tagName}.${one.getAttribute("class") ?? ""}`;
  const all = [...within.querySelectorAll(":not(svg *, .figure *)")];
  return [...new Set(all.map((one) => `${kind(one.parentElement)} ${kind(one)}`))];
}
"""

RUN_AXE = """
async ([rules, only, strict]) => {
  const options = { resultTypes: ["violations"], elementRef: false, preload: false };
  options.runOnly = only ? { type: "rule", values: only } : { type: "tag", values: rules };
  if (strict) options.rules = { "color-contrast-enhanced": { enabled: true } };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id} (${help}) at ${target.join(" ")}: ${failureSummary.split("\\n").at(-1).trim()}`));
}
"""

# What a finger presses: an input that lies unseen under its chip or row counts as that.
SMALL_TARGETS = """
(least_px) => {
  const pressable = "button, a[href], summary, select, textarea, input, [role=button], [role=slider]";
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: false });
  const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
  const isInText = (one) => getComputedStyle(one).display === "inline"
    && [...one.parentElement.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
  return [...within.querySelectorAll(pressable)]
    .filter((one) => isShown(one) && !isInText(one))
    .map((one) => (one.matches("input") && one.closest("label")) || one)
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < least_px - 0.5 || box.height < least_px - 0.5))
    .map(([one, box]) => {
      const name = one.getAttribute("aria-label") ?? one.innerText.split("\\n")[0];
      return `${one.tagName} "${name}" is ${box.width.toFixed(1)} by ${box.height.toFixed(1)}`;
    });
}
"""

# Text outside the window, outside the box it stands in, cut off by it, or over other text.
LOST_TEXT = """
() => {
  const found = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) {
    found.push(`the page is ${page.scrollWidth} wide and the window ${page.clientWidth}`);
  }
  const within = [...document.querySelectorAll("dialog[open], .clock")].at(-1) ?? document.body;
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(".aside, noscript, script, option, textarea")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    if (boxes.length > 0) texts.push({ node, parent, boxes });
  }
  const says = ({ node }) => `"${node.data.trim().slice(0, 40)}"`;
  for (const text of texts) {
    const left = Math.min(...text.boxes.map((box) => box.left));
    const right = Math.max(...text.boxes.map((box) => box.right));
    // The letters stand in the middle three fifths of a line's box.
    const bottom = Math.max(...text.boxes.map((box) => box.bottom - box.height / 5));
    const top = Math.min(...text.boxes.map((box) => box.top + box.height / 5));
    if (left < -1 || right > page.clientWidth + 1) {
      found.push(`${says(text)} goes from ${left.toFixed(0)} to ${right.toFixed(0)} of ${page.clientWidth}`);
    }
    for (let box = text.parent; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      const around = box.getBoundingClientRect();
      const isEdged = box.matches("button, .button, .choice-face, .card, .pill, .toast, .bar, summary");
      const clips = (overflow) => overflow === "hidden" || overflow === "clip";
      if ((isEdged || clips(style.overflowX)) && (left < around.left - 1 || right > around.right + 1)) {
        found.push(`${says(text)} sticks out of ${box.className || box.tagName} sideways`);
      }
      if ((isEdged || clips(style.overflowY)) && (top < around.top - 1 || bottom > around.bottom + 1)) {
        found.push(`${says(text)} sticks out of ${box.className || box.tagName} up or down`);
      }
      if (/auto|scroll/.test(style.overflowX + style.overflowY) || style.position === "fixed") break;
    }
  }
  const lies = (text) => text.parent.closest(".foot, .page-foot, .tabs, .toasts, .sheet-head, .sheet-body > .button");
  const flat = texts.filter((text) => !lies(text));
  flat.forEach((one, at) => flat.slice(at + 1).forEach((other) => {
    const over = one.boxes.some((a) => other.boxes.some((b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom - a.height / 5, b.bottom - b.height / 5)
        - Math.max(a.top + a.height / 5, b.top + b.height / 5) > 2));
    if (over) found.push(`${says(one)} lies over ${says(other)}`);
  }));
  return found;
}
"""


SET_TEXT = """
([size, direction]) => {
  const { documentElement: root } = document;
  root.style.fontSize = size;
  root.dir = direction;
}
"""


class Shape(NamedTuple):
    """How the same page is held and read."""

    name: str
    size: tuple[int, int]
    text_pct: int = 100
    direction: str = "ltr"
    contrast: str = "no-preference"
    forced_colors: str = "none"


SHAPES = (
    Shape("390 by 844", (390, 844)),
    Shape("320 by 640", (320, 640)),
    Shape("lying down", (844, 390)),
    Shape("tablet", (820, 1180)),
    Shape("tablet lying down", (1180, 820)),
    Shape("text at 200 %", (390, 844), text_pct=200),
    Shape("text at 150 %, 320 wide", (320, 640), text_pct=150),
    Shape("right to left", (390, 844), direction="rtl"),
    Shape("more contrast", (390, 844), contrast="more"),
    Shape("forced colours", (390, 844), forced_colors="active"),
)


class Inspector:
    """Looks at each stop in every way there is, and keeps what it found."""

    def __init__(self, page: Page, found: dict[str, list[str]], seen: set[str], kinds: set[str]) -> None:
        self.page = page
        self.found = found
        self.seen = seen
        self.kinds = kinds

    def on(self, page: Page) -> "Inspector":
        return Inspector(page, self.found, self.seen, self.kinds)

    def take(self, name: str, *, whole: bool = False, extras: bool = False) -> None:
        everything = EVERYTHING or self._is_news()
        self.seen.add(re.sub(r"^\w+://[^/]+", "", self.page.url).partition("#")[0])
        for shape in SHAPES if everything else SHAPES[:2]:
            self._hold(shape)
            self._note(shape.name, name, self.page.evaluate(LOST_TEXT))
            self._note("targets", f"{name}, {shape.name}", self._small_targets())
        self._hold(SHAPES[0])
        if not everything:
            return
        self._look("light", name)
        # Nothing fades from one theme to the other where motion is reduced.
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self._look("dark", name, SEEN_BY_COLOUR)
        self.page.emulate_media(color_scheme="light", reduced_motion="no-preference")

    def _is_news(self) -> bool:
        """Whether there is a kind of thing here that no stop before had."""
        kinds = set(self.page.evaluate(KINDS)) - self.kinds
        self.kinds |= kinds
        return bool(kinds)

    def _hold(self, shape: Shape) -> None:
        width, height = shape.size
        if self.page.viewport_size != {"width": width, "height": height}:
            self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(
            contrast="more" if shape.contrast == "more" else "no-preference",
            forced_colors="active" if shape.forced_colors == "active" else "none",
        )
        self.page.evaluate(SET_TEXT, [f"{shape.text_pct}%", shape.direction])

    def _small_targets(self) -> list[str]:
        in_workout = "/workout" in self.page.url
        small: list[str] = self.page.evaluate(SMALL_TARGETS, TAP_IN_WORKOUT_PX if in_workout else TAP_PX)
        return small

    def _look(self, theme: str, name: str, only: list[str] | None = None) -> None:
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(AXE.read_text())
        # UX.md asks the workout for the contrast of level AAA.
        strict = "/workout" in self.page.url
        ran: list[str] = self.page.evaluate(
            RUN_AXE, [RULES, [*only, "color-contrast-enhanced"] if only and strict else only, strict]
        )
        self._note(theme, name, ran)

    def _note(self, kind: str, name: str, complaints: list[str]) -> None:
        self.found.setdefault(kind, []).extend(f"{name}: {complaint}" for complaint in complaints)


class Walk(NamedTuple):
    found: dict[str, list[str]]
    seen: set[str]
    kinds: set[str]


@pytest.fixture(scope="module")
def walk(browser: Browser, club: Server) -> Iterator[Walk]:
    """All stories once. EVENSTRIDE_STORY=welcome walks only the one that begins so, while something is mended."""
    walk = Walk({}, set(), set())
    wanted = os.environ.get("EVENSTRIDE_STORY", "")
    for parts in STORIES:
        if parts[0].__name__.startswith(wanted):
            page = new_phone(browser)
            for part in parts:
                part(Inspector(page, *walk), Runner(page, club.origin))
            page.context.close()
    yield walk


def told(complaints: list[str]) -> str:
    return "\n".join(complaints)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen_or_sheet(walk: Walk, theme: str) -> None:
    assert not walk.found[theme], told(walk.found[theme])


def test_everything_that_is_pressed_is_large_enough_for_a_thumb(walk: Walk) -> None:
    assert not walk.found["targets"], told(walk.found["targets"])


@pytest.mark.parametrize("shape", [shape.name for shape in SHAPES])
def test_nothing_is_cut_off_covered_or_beside_the_screen(walk: Walk, shape: str) -> None:
    assert not walk.found[shape], told(walk.found[shape])


def test_the_walk_passes_every_screen_of_the_app(walk: Walk) -> None:
    routes = re.findall(r'<Route path="([^"]+)"', APP.read_text())
    assert len(routes) > 10
    missed = [
        path for path in routes if not any(re.fullmatch(re.sub(r":\w+", "[^/]+", path), one) for one in walk.seen)
    ]
    assert missed == []
