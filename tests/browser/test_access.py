"""Every screen and sheet for everybody: by axe, by the size of targets, in every shape and size of text.

One walk through the whole app feeds all of it; what was found is told test by test.
"""

import os
import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import runner as by_thumb
from tests.browser.account import Account
from tests.browser.conftest import Lend
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

# Until nothing moves any more, but for what never ends.
STANDS_STILL = """
() => Promise.all(document.getAnimations()
  .filter((one) => one.effect?.getComputedTiming().endTime < Infinity)
  .map((one) => one.finished.catch(() => {})))
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
  const overlays = ".foot, .page-foot, .tabs, .toasts, .sheet-head, .sheet-body > .button";
  const lies = (text) => text.parent.closest(overlays);
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
    Shape("text at 200 %, 320 wide", (320, 640), text_pct=200),
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
        self.page.evaluate(STANDS_STILL)
        everything = EVERYTHING or self._is_news()
        self.seen.add(re.sub(r"^\w+://[^/]+", "", self.page.url).partition("#")[0])
        for shape in SHAPES if everything else SHAPES[:2]:
            self._hold(shape)
            self._note(shape.name, name, self.page.evaluate(LOST_TEXT))
            self._note("targets", f"{name}, {shape.name}", self._small_targets())
            if shape in SHAPES[:2]:
                self._note("under the button", f"{name}, {shape.name}", self._under_the_button())
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

    def _under_the_button(self) -> list[str]:
        covered: list[str] = self.page.evaluate(by_thumb.UNDER_THE_BUTTON)
        return covered

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
def walk(browser: Browser, club: Server) -> Walk:
    """All stories once; EVENSTRIDE_STORY=welcome walks only the one that begins so."""
    walk = Walk({}, set(), set())
    wanted = os.environ.get("EVENSTRIDE_STORY", "")
    for parts in STORIES:
        if parts[0].__name__.startswith(wanted):
            page = new_phone(browser)
            for part in parts:
                part(Inspector(page, *walk), Runner(page, club.origin))
            page.context.close()
    return walk


def told(complaints: list[str]) -> str:
    return "\n".join(complaints)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen_or_sheet(walk: Walk, theme: str) -> None:
    assert not walk.found[theme], told(walk.found[theme])


def test_everything_that_is_pressed_is_large_enough_for_a_thumb(walk: Walk) -> None:
    assert not walk.found["targets"], told(walk.found["targets"])


def test_all_that_a_set_is_logged_with_is_seen_above_the_button_without_scrolling(walk: Walk) -> None:
    assert not walk.found["under the button"], told(walk.found["under the button"])


@pytest.mark.parametrize("shape", [shape.name for shape in SHAPES])
def test_nothing_is_cut_off_covered_or_beside_the_screen(walk: Walk, shape: str) -> None:
    assert not walk.found[shape], told(walk.found[shape])


def test_the_walk_passes_every_screen_of_the_app(walk: Walk) -> None:
    routes = re.findall(r'<Route path="([^"]+)"', APP.read_text())
    assert len(routes) > 10
    missed = [
        path
        for path in routes
        if not any(re.fullmatch(re.sub(r":\w+", "[^/]+", path), one) for one in walk.seen)
    ]
    assert missed == []


SPOIL = """
() => {
  const [first, second] = document.querySelectorAll("button, a.button");
  [...document.querySelectorAll("p.lead")].at(-1).style.color = "#bbb";
  first.style.cssText = "min-height: 0; height: 20px; padding: 0";
  second.style.cssText = "white-space: nowrap; font-size: 60px; width: 200px";
  document.querySelector("h1").style.translate = "0 40px";
}
"""


def test_the_inspector_sees_what_is_spoilt_on_purpose(lend: Lend) -> None:
    phone = lend()
    phone.open("/")
    phone.page.get_by_role("heading", level=1).wait_for()
    found: dict[str, list[str]] = {}
    inspector = Inspector(phone.page, found, set(), set())
    inspector.take("as it is")
    assert not any(found.values()), found
    phone.look(f"({SPOIL})()")
    inspector.kinds.clear()
    inspector.take("spoilt")
    told = "\n".join(found["light"] + found["targets"] + found["390 by 844"])
    for sign in ("color-contrast", "by 20.0", "sticks out of", "lies over", "the page is"):
        assert sign in told, f"{sign} is not in\n{told}"


@pytest.fixture
def in_a_workout(lend: Lend, account: Account) -> Page:
    """The first set of a session, on the left leg, with its drawn runner."""
    phone = lend()
    runner = by_thumb.Runner(phone)
    runner.trains_with(account.code)
    phone.page.locator(".stage .figure svg").first.wait_for()
    return phone.page


WHERE = """
(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const { left, top, right, bottom } = one.getBoundingClientRect();
  return [left, top, right, bottom];
})
"""

ALL_OF_A_SET = ".which-letter, .figure svg, .stepper, .mark, .pain, .go, .head-button"


def test_lying_down_a_whole_set_is_seen_without_scrolling(in_a_workout: Page) -> None:
    in_a_workout.set_viewport_size({"width": 844, "height": 390})
    in_a_workout.wait_for_timeout(200)
    in_a_workout.evaluate(STANDS_STILL)
    boxes = in_a_workout.evaluate(WHERE, ALL_OF_A_SET)
    assert len(boxes) > 15
    for left, top, right, bottom in boxes:
        assert left >= -1
        assert top >= -1
        assert right <= 845
        assert bottom <= 391


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (1180, 820)])
def test_the_left_leg_is_on_the_left_wherever_reading_begins(
    in_a_workout: Page, size: tuple[int, int]
) -> None:
    in_a_workout.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    in_a_workout.evaluate("document.documentElement.dir = 'rtl'")
    ((left, _, right, _),) = in_a_workout.evaluate(WHERE, ".which-letter")
    assert (left + right) / 2 < size[0] / 2


NOTCHES = {
    "standing": ((390, 844), {"top": 59, "bottom": 34, "left": 0, "right": 0}),
    "lying": ((844, 390), {"top": 0, "bottom": 21, "left": 59, "right": 59}),
}


@pytest.mark.parametrize("held", list(NOTCHES))
def test_nothing_to_press_lies_under_a_notch_or_a_home_bar(in_a_workout: Page, held: str) -> None:
    (width, height), insets = NOTCHES[held]
    in_a_workout.set_viewport_size(ViewportSize(width=width, height=height))
    chrome = in_a_workout.context.new_cdp_session(in_a_workout)
    chrome.send("Emulation.setSafeAreaInsetsOverride", {"insets": insets})

    def lies_free(selector: str, least: int) -> None:
        boxes = in_a_workout.evaluate(WHERE, selector)
        assert len(boxes) >= least
        for left, top, right, bottom in boxes:
            assert left >= insets["left"] - 1, selector
            assert top >= insets["top"] - 1, selector
            assert right <= width - insets["right"] + 1, selector
            assert bottom <= height - insets["bottom"] + 1, selector

    lies_free(".head-button, .pain, .go", 4)
    in_a_workout.get_by_role("button", name="More", exact=True).click()
    in_a_workout.locator("dialog .menu").wait_for()
    in_a_workout.wait_for_timeout(300)
    in_a_workout.evaluate(STANDS_STILL)
    lies_free(".sheet-head button", 1)
    in_a_workout.get_by_role("button", name="Leave it open").click()
    in_a_workout.locator(".tabs").wait_for()
    lies_free(".tabs a", 4)


def test_with_less_motion_the_runner_stands_in_two_pictures(in_a_workout: Page) -> None:
    drawn = "document.querySelector('.stage .figure').innerHTML"
    in_a_workout.emulate_media(reduced_motion="reduce")
    in_a_workout.reload()
    in_a_workout.locator(".stage .figure svg").nth(1).wait_for()
    still = in_a_workout.evaluate(drawn)
    in_a_workout.wait_for_timeout(600)
    assert in_a_workout.evaluate(drawn) == still
    assert in_a_workout.evaluate("getComputedStyle(document.body).getPropertyValue('--quick')") in (
        "0s",
        "0ms",
    )
