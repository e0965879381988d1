"""A whole workout without eyes or fingers: by keyboard, and by what a screen reader is told."""

import re
import time
from datetime import datetime, timedelta

import pytest

from tests.browser.account import Account
from tests.browser.conftest import Lend
from tests.browser.phone import LentPhone
from tests.browser.runner import LONGEST_SESSION_SETS, PATIENCE_S, Runner

pytestmark = pytest.mark.browser

MOST_STEPS = 80
"""More than any screen of a workout has places to stop at."""

PLACE = """
(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const name = at.getAttribute("aria-label") ?? (at.closest("label") ?? at).innerText;
  return [at.tagName.toLowerCase(), name.replace(/\\s+/g, " ").trim(), at.closest("dialog") !== null];
})()
"""

LISTEN = """
(() => {
  window.said = [];
  const now = new Map();
  const heard = new MutationObserver(() => {
    for (const live of document.querySelectorAll("[role=status], [role=alert], [aria-live=polite], output")) {
      const text = live.innerText.trim();
      if (text && text !== now.get(live)) window.said.push(text);
      now.set(live, text);
    }
  });
  heard.observe(document.body, { childList: true, subtree: true, characterData: true });
})()
"""


class Keyboard:
    """Finds things as somebody does who cannot see them: by going on from where the focus is."""

    def __init__(self, phone: LentPhone) -> None:
        self.phone = phone
        self.press = phone.page.keyboard.press

    def place(self) -> tuple[str, str, bool]:
        """Tag, name and whether it is in a sheet. The focus is somewhere after whatever was done."""
        deadline = time.monotonic() + PATIENCE_S
        while (place := self.phone.look(PLACE)) is None:
            assert time.monotonic() < deadline, "the focus is lost"
            time.sleep(0.02)
        tag, name, in_sheet = place
        return tag, name, in_sheet

    def goes_to(self, name: str, *, back: bool = False) -> None:
        for _ in range(MOST_STEPS):
            if (self.phone.look(PLACE) or ("", "", False))[1].startswith(name):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no way by keyboard to {name!r}:\n{self.phone.text()}")

    def uses(self, name: str, *, back: bool = False) -> None:
        self.goes_to(name, back=back)
        self.press("Enter")

    def walks_the_sheet(self) -> list[str]:
        """Once around; nothing behind an open sheet can be reached."""
        names: list[str] = []
        for _ in range(MOST_STEPS):
            self.press("Tab")
            at = self.phone.look(PLACE)
            if at is None:  # the browser's own controls, between the end and the beginning
                continue
            assert at[2], f"{at[1]!r} is behind the sheet"
            if at[1] in names:
                return names
            names.append(at[1])
        raise AssertionError("the sheet has no end")


@pytest.fixture
def runner(lend: Lend, account: Account) -> Runner:
    """Signed in, on a day that trains, before the start."""
    phone = lend()
    runner = Runner(phone)
    runner.signs_in(account.code)
    phone.tap("Today")
    runner.sees("Strength today")
    phone.look(LISTEN)
    return runner


@pytest.fixture
def keyboard(runner: Runner) -> Keyboard:
    assert isinstance(runner.phone, LentPhone)
    return Keyboard(runner.phone)


def logs_a_set(runner: Runner, keyboard: Keyboard) -> None:
    """With the one button, which has the focus of the set before or is the next to come."""
    before = runner.turn()
    if runner.phone.shows_pressable("One second more"):
        keyboard.uses("One second more", back=True)
        keyboard.uses("One second less", back=True)
    time.sleep(0.55)  # a second tap of the same gesture is not taken for the other leg
    keyboard.uses(runner.log_button())
    runner.waits_for(lambda: runner.turn() != before, "the next turn did not come")
    keyboard.place()


def test_a_whole_workout_is_done_by_keyboard_alone(runner: Runner, keyboard: Keyboard) -> None:
    phone = keyboard.phone
    keyboard.uses("Start")
    runner.sees("Warm up")
    assert keyboard.place()[:2] == ("h1", "Warm up")
    keyboard.goes_to("Easy march")
    keyboard.press("Space")
    assert phone.look("document.activeElement.checked")
    keyboard.uses("Skip the warm-up")
    runner.waits_for(lambda: runner.turn() is not None, "no workout began")
    assert keyboard.place()[0] == "h1"

    # A hold: started, stopped and said by hand, then the other leg.
    keyboard.uses("Start ")
    runner.waits_for(lambda: phone.shows_pressable("Stop"), "no hold began")
    assert keyboard.place()[1].startswith("Stop")
    keyboard.press("Enter")
    runner.waits_for(lambda: phone.shows_pressable("Start "), "the hold goes on")
    assert keyboard.place()[1].startswith("Start ")
    logs_a_set(runner, keyboard)

    # The side is changed at once; the focus does not stay in the ring that is gone.
    keyboard.uses("End the rest now", back=True)
    runner.waits_for(lambda: not phone.shows_pressable("End the rest now"), "the rest goes on")
    keyboard.place()

    # What it hurts, by arrows; the sheet gives the focus back to what opened it.
    keyboard.uses("Pain")
    runner.sees("0 is nothing")
    assert keyboard.place()[2]
    assert {"Close", "No pain"} <= set(keyboard.walks_the_sheet())
    keyboard.goes_to("0")
    keyboard.press("ArrowRight")
    keyboard.press("Escape")
    runner.waits_for(lambda: keyboard.place()[1] == "Pain 1", "the pain was not kept")

    # From one sheet to the next inside the menu, and out.
    keyboard.uses("More", back=True)
    keyboard.uses("How to do it")
    runner.sees("Set-up")
    assert keyboard.place()[2]
    keyboard.press("Escape")
    runner.waits_for(lambda: keyboard.place()[1] == "More", "the menu did not give the focus back")

    # One fault, taken back and given again; then the set is undone, and with it goes the undo.
    for pressed in ("true", "false", "true"):
        keyboard.uses("Knee: wobbly")
        phone.waits_for(f"document.activeElement.getAttribute('aria-pressed') === '{pressed}'")
    logs_a_set(runner, keyboard)
    logged = runner.turn()
    keyboard.uses("Undo the last set", back=True)
    runner.waits_for(lambda: runner.turn() != logged, "nothing was undone")
    assert keyboard.place()[1] == "Undo the last set"
    keyboard.press("Enter")
    runner.sees("set 1 of")
    keyboard.place()

    # An exercise that is left out from the menu.
    before = runner.turn()
    keyboard.uses("More", back=True)
    keyboard.uses("Skip this exercise")
    keyboard.uses("No time today")
    runner.waits_for(lambda: runner.turn() != before, "the exercise is still there")
    keyboard.place()

    for _ in range(LONGEST_SESSION_SETS):
        if runner.turn() is None:
            break
        logs_a_set(runner, keyboard)
    runner.sees("Cool down")
    assert keyboard.place()[:2] == ("h1", "Cool down")
    keyboard.goes_to("1")
    for _ in range(5):
        keyboard.press("ArrowRight")
    assert phone.look("document.activeElement.closest('label').innerText") == "6"
    keyboard.uses("Finish")
    runner.sees("Done.")
    assert keyboard.place()[0] == "h1"


def test_a_screen_reader_hears_what_is_on_the_screen_and_what_each_thing_does(runner: Runner) -> None:
    runner.starts()
    assert isinstance(runner.phone, LentPhone)
    page = runner.phone.page
    told = page.locator("main").aria_snapshot()
    for line in (
        r'- img "Exercise 1 of \d+"',
        r'- button "Undo the last set" \[disabled\]',
        r'- button "More"',
        r"- paragraph: left leg set 1 of \d",
        r'- heading "Single-leg stand" \[level=1\]',
        r'- button "One second less"',
        r'- status "20 s": 20 seconds',
        r'- button "One second more"',
        r'- group "Knee\. .+":',
        r"- 'button \"Knee: clean\"': clean",
        r"- 'button \"Knee: wobbly\"': wobbly",
        r"- 'button \"Knee: lost\"': lost",
        r'- button "Pain 0"',
        r'- button "Start 20 s"',
    ):
        assert re.search(line, told), f"{line} is not in\n{told}"
    runner.phone.tap("Knee: lost")
    assert "'button \"Knee: lost\" [pressed]'" in page.locator("main").aria_snapshot()

    runner.phone.tap("More")
    sheet = page.locator("dialog")
    sheet.wait_for()
    menu = sheet.aria_snapshot()
    assert '- dialog "More"' in menu
    assert '- button "Close"' in menu
    runner.phone.tap("It hurts")
    pain = sheet.aria_snapshot()
    assert '- dialog "Does it hurt?"' in pain
    assert '- radio "0" [checked]' in pain
    page.get_by_role("radio", name="7", exact=True).check()
    assert "- alert:" in sheet.aria_snapshot()


def test_a_rest_is_told_when_it_begins_and_when_it_is_over_and_not_every_second(runner: Runner) -> None:
    phone = runner.phone
    assert isinstance(phone, LentPhone)
    now = datetime.now().astimezone()
    phone.page.clock.set_fixed_time(now)
    runner.starts()
    phone.look("window.said.length = 0")
    runner.logs_a_set()
    runner.waits_for(lambda: runner.rest_left_s() > 0, "nobody rests")
    left_s = runner.rest_left_s()
    for _ in range(left_s + 2):
        now += timedelta(seconds=1)
        phone.page.clock.set_fixed_time(now)
        time.sleep(0.25)
    runner.waits_for(lambda: runner.rest_left_s() == 0, "the rest goes on")
    phone.waits_for("window.said.at(-1) === 'Rest is over.'")
    said = [one for one in phone.look("window.said") if not re.fullmatch(r"\d+\s\w+", one)]
    assert any("Logged: left leg, set 1" in one and "Change side" in one for one in said), said
    assert len(said) <= 4, said
