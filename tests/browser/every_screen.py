"""Walks through every screen of the app and every sheet on it, and stops wherever there is something to see.

What is done at a stop is the visitor's: `screenshots.py` photographs, `test_access.py` inspects.
"""

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

from playwright.sync_api import Browser, Locator, Page

from evenstride.catalog import load
from tests.browser.past import account_with
from tests.browser.runner import PATIENCE_S, TURN
from tests.training.virtual_runner import Body, Life

FIRST_DAY = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
"""A Tuesday, which is a strength day by default."""

NEXT_TURN_WITHIN_S = 5

MOST_DAYS = 9
"""Until the one day of a lighter week on which tests are asked for."""


class Visitor(Protocol):
    """Looks at what the page shows now."""

    page: Page

    def take(self, name: str, *, whole: bool = False, extras: bool = False) -> None:
        """`whole`: more than fits the window belongs to it. `extras`: also lying down and in large text."""

    def on(self, page: Page) -> "Visitor":
        """The same visitor at another phone."""


class Runner:
    """Does in the app what a runner does. The clock stands still unless it is moved."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.now = FIRST_DAY
        page.clock.set_fixed_time(self.now)

    def wait(self, **so_long: float) -> None:
        self.now += timedelta(**so_long)
        self.page.clock.set_fixed_time(self.now)

    def button(self, name: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact).first

    def tap(self, name: str, *, exact: bool = False) -> None:
        self.button(name, exact=exact).click()

    def open(self, path: str) -> None:
        self.page.goto(self.origin + path)
        self.page.get_by_role("heading", level=1).wait_for()

    def log_turn(self, reserve: str = "3+", *, faults: dict[str, str] | None = None) -> None:
        """One set, clean but for the faults named."""
        for item, mark in (faults or {}).items():
            self.tap(f"{item}: {mark}")
        if self.page.get_by_role("button", name=re.compile(r"^Start \d+ s$")).count():
            self.tap("One second more")
            self.tap("One second less")
        turn = self.page.evaluate(TURN)
        last = self.page.locator("fieldset.tank button")
        if last.count():
            last.nth({"0": 0, "1": 1, "2": 2, "3+": 3}[reserve]).click()
        else:
            self.page.locator("button.go").click()
        # Some sets are followed by a question and not by the next turn.
        deadline = time.monotonic() + NEXT_TURN_WITHIN_S
        while self.page.evaluate(TURN) == turn and time.monotonic() < deadline:
            self.page.wait_for_timeout(20)
        self.wait(seconds=95)

    def panels(self) -> list[str]:
        """What the menu of the workout offers, all but the way out of it."""
        self.tap("More")
        *panels, _leave = self.page.locator("dialog .menu button").all_inner_texts()
        self.tap("Close")
        return panels

    def leg(self) -> str:
        return self.page.locator("main.workout").get_attribute("class") or ""

    def in_workout(self) -> bool:
        self.page.wait_for_timeout(100)
        return self.page.locator("main.workout").count() > 0


def new_phone(browser: Browser) -> Page:
    """A phone that nobody has used, switched on."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    page.on("console", lambda message: print("console:", message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: print("error:", error))
    page.set_default_timeout(PATIENCE_S * 1000)
    return page


def welcome(album: Visitor, runner: Runner) -> None:
    runner.open("/")
    album.take("01-welcome-intro", extras=True)
    runner.open("/join")
    album.take("01-join", whole=True)
    runner.open("/")
    runner.tap("Set up")
    album.take("02-welcome-health", whole=True)
    runner.page.get_by_role("radio", name="Yes").nth(4).check()
    for question in range(11):
        if question != 4:
            runner.page.get_by_role("radio", name="No", exact=True).nth(question).check()
    album.take("03-welcome-health-answered")
    runner.tap("Next")
    runner.page.get_by_role("heading", name="Please ask a doctor before you start").wait_for()
    album.take("04-welcome-ask-doctor")
    runner.tap("I have been cleared")
    runner.page.get_by_role("radio", name="New to it").check()
    album.take("05-welcome-experience")
    runner.tap("Next")
    for day, taps in (("Tue", 2), ("Thu", 1), ("Sun", 3)):
        for _ in range(taps):
            runner.page.get_by_role("button", name=f"{day} ").click()
    album.take("06-welcome-runs")
    runner.tap("Next")
    album.take("07-welcome-strength-days")
    runner.tap("Skip")
    album.take("08-welcome-equipment")
    runner.tap("Skip")
    album.take("09-welcome-ready", extras=True)
    runner.tap("Start my plan")
    runner.button("Start", exact=True).wait_for()


def first_workout(album: Visitor, runner: Runner) -> None:
    page = runner.page
    page.get_by_role("radio", name="poor").nth(0).check()
    page.get_by_role("radio", name="poor").nth(1).check()
    album.take("10-today", whole=True, extras=True)
    page.get_by_role("radio", name="ok").nth(0).check()
    runner.tap("Start", exact=True)
    page.get_by_role("heading", name="Warm up").wait_for()
    page.get_by_role("checkbox").first.check()
    album.take("11-warmup")
    runner.tap("Skip the warm-up")
    page.locator("main.workout").wait_for()
    album.take("12-workout-hold", extras=True)
    runner.tap("Start 20 s")
    runner.wait(seconds=15)
    page.wait_for_timeout(300)
    album.take("13-workout-hold-running")
    runner.wait(seconds=10)
    page.wait_for_timeout(500)
    runner.tap("All clean")
    runner.wait(seconds=4)
    page.wait_for_timeout(300)
    album.take("14-workout-change-side", extras=True)
    sets = 0
    while "Assisted squat" not in (page.get_by_role("heading", level=1).inner_text()):
        runner.log_turn()
        sets += 1
        assert sets < 12, "the balance exercise never ends"
    album.take("15-workout-both-legs")
    runner.log_turn()
    album.take("16-workout-tank", extras=True)
    runner.log_turn()
    while "right" not in runner.leg():
        runner.log_turn(faults={"Breath": "wobbly"})
    album.take("17-workout-right")
    runner.tap("Knee: lost")
    runner.tap("Pelvis: wobbly")
    album.take("18-workout-faults")
    runner.tap("Pain")
    page.get_by_role("radio", name="4", exact=True).check()
    page.get_by_role("radio", name="knee").check()
    page.wait_for_timeout(250)
    album.take("19-workout-pain")
    page.get_by_role("radio", name="7", exact=True).check()
    album.take("20-workout-pain-stop")
    page.get_by_role("radio", name="1", exact=True).check()
    runner.tap("Keep 1")
    runner.log_turn()
    while "right" not in runner.leg():
        runner.log_turn()
    album.take("21-workout-poor-and-same")
    for panel in runner.panels():
        runner.tap("More")
        if panel == "How to do it":
            album.take("22-workout-menu", extras=True)
        runner.tap(panel, exact=True)
        page.wait_for_timeout(250)
        album.take(
            f"23-workout-{panel.lower().replace(' ', '-').replace(',', '')}", extras=panel == "Sets so far"
        )
        runner.tap("Close")
    runner.tap("More")
    runner.tap("Sets so far")
    page.locator("dialog button.line").first.click()
    album.take("24-workout-edit-set")
    runner.tap("Close")
    runner.tap("More")
    runner.tap("Leave it open")
    page.get_by_role("heading", name="A workout is open").wait_for()
    album.take("25-today-open-workout")
    runner.tap("Continue the workout")
    while runner.in_workout():
        runner.log_turn()
    page.get_by_role("heading", name="Cool down").wait_for()
    album.take("26-cooldown")
    page.get_by_role("radio", name="6", exact=True).check()
    runner.tap("Finish")
    page.get_by_role("heading", name="Done").wait_for()
    album.take("27-done", whole=True, extras=True)
    runner.tap("To Today")
    page.get_by_role("heading", name="Done for today").wait_for()
    album.take("28-today-done", whole=True)


def next_days(album: Visitor, runner: Runner) -> None:
    page = runner.page
    runner.wait(hours=13)
    runner.open("/")
    album.take("30-today-morning", whole=True)
    runner.tap("Worse")
    album.take("31-today-worse")
    runner.tap("Close")
    runner.tap("As usual")
    page.wait_for_timeout(200)
    album.take("32-today-answered")
    runner.wait(days=2)
    runner.open("/")
    runner.tap("Start", exact=True)
    runner.tap("Skip the warm-up")
    while runner.in_workout():
        runner.log_turn()
    runner.tap("Finish")
    page.get_by_role("heading", name="Done").wait_for()
    album.take("33-done-second", whole=True)
    runner.open("/progress")
    album.take("34-progress", whole=True, extras=True)
    page.get_by_role("link", name="Squat").first.click()
    page.get_by_role("heading", name="Squat", exact=True).wait_for()
    album.take("35-progress-ladder", whole=True)


def history(album: Visitor, runner: Runner) -> None:
    runner.open("/history")
    album.take("39-history", whole=True, extras=True)
    runner.page.locator("a.history-line").last.click()
    runner.page.locator("main button.line").first.wait_for()
    album.take("39-history-session", whole=True, extras=True)
    runner.open("/history/add")
    runner.page.locator("main button.empty-set").first.click()
    album.take("39-history-set")
    runner.tap("Close")
    album.take("39-history-add", whole=True)
    runner.open("/sources")
    runner.page.locator("main ol").wait_for()
    album.take("39-sources", whole=True)


def library(album: Visitor, runner: Runner) -> None:
    runner.open("/library")
    album.take("38-library", extras=True)
    runner.open("/library/lateral_step_down")
    album.take("38-library-exercise", whole=True, extras=True)
    runner.page.locator("main button.line").click()
    runner.page.wait_for_timeout(250)
    album.take("38-library-fault")
    runner.tap("Close")


def rungs(album: Visitor, runner: Runner) -> None:
    """On a phone of its own: from the first questions to a plan that begins where the runner is."""
    page = runner.page
    runner.open("/")
    runner.tap("Set up")
    runner.tap("No to all")
    page.get_by_role("radio", name="New to it").check()
    runner.tap("Next")
    for _ in range(3):
        runner.tap("Skip")
    runner.tap("Find my rungs")
    runner.tap("Skip the warm-up")
    page.locator("main.workout").wait_for()
    album.take("36-placement-try", extras=True)
    runner.log_turn()
    runner.log_turn()
    while "rung 2" not in page.locator(".which").inner_text():
        runner.log_turn()
    runner.tap("This is high enough")
    page.wait_for_timeout(250)
    album.take("36-placement-enough")
    runner.tap("Close")
    runner.tap("More")
    page.wait_for_timeout(250)
    album.take("36-placement-menu")
    runner.tap("Close")
    while "squat" not in page.get_by_role("heading", level=1).inner_text():
        runner.log_turn()
    runner.log_turn()
    runner.log_turn(faults={"Knee": "lost"})
    while runner.in_workout():
        runner.log_turn()
    page.get_by_role("heading", name="Where you start").wait_for()
    page.locator("summary").first.click()
    album.take("36-placement-end", whole=True, extras=True)
    runner.tap("Start from here")
    page.get_by_text("Your rungs are set.").wait_for()
    runner.open("/progress/step")
    runner.tap("Easier, harder, or stay")
    page.wait_for_timeout(250)
    album.take("36-progress-ladder-choices", extras=True)
    runner.tap("Close")


def left_open(album: Visitor, runner: Runner) -> None:
    page = runner.page
    runner.wait(days=3)
    runner.open("/")
    page.get_by_role("button", name=re.compile("^(Start|Do it today anyway)$")).first.wait_for()
    runner.tap(
        "Start" if page.get_by_role("button", name="Start", exact=True).count() else "Do it today anyway"
    )
    runner.tap("Skip the warm-up")
    page.locator("main.workout").wait_for()
    while "deadlift" not in page.get_by_role("heading", level=1).inner_text():
        runner.log_turn()
    runner.log_turn(faults={"Pelvis": "lost"})
    album.take("37-workout-easing")
    runner.log_turn(faults={"Pelvis": "lost"})
    page.get_by_role("button", name="End this exercise").wait_for()
    album.take("37-workout-enough", extras=True)
    runner.tap("End this exercise")
    runner.tap("More")
    runner.tap("Leave it open")
    page.get_by_role("heading", name="A workout is open").wait_for()
    album.take("37-today-open")
    runner.tap("End it here")
    page.wait_for_timeout(250)
    album.take("37-today-close")
    runner.tap("Close")
    runner.wait(hours=20)
    runner.open("/")
    page.get_by_text("was left open").wait_for()
    album.take("37-today-left-open", whole=True)
    runner.tap("Out of time")
    runner.tap("Something feels wrong?")
    page.wait_for_timeout(250)
    album.take("37-today-something-wrong", extras=True)
    runner.tap("Close")


def measuring(album: Visitor, runner: Runner) -> None:
    """From no test at all, through a test day in the lighter week, to a difference that is confirmed."""
    page = runner.page
    runner.open("/")
    if page.get_by_role("heading", name="On hold").count():
        runner.tap("It is gone")
        page.get_by_role("heading", name="On hold").wait_for(state="detached")
    runner.open("/symmetry")
    album.take("59-symmetry-empty", whole=True)
    runner.wait(days=18)
    due = page.get_by_role("heading", name="tests are due")
    for _ in range(MOST_DAYS):
        runner.open("/")
        page.get_by_role("heading", name="The week").wait_for()
        if due.count():
            break
        runner.wait(days=1)
    due.wait_for()
    album.take("60-today-tests-due", whole=True)
    page.get_by_role("link", name="To the tests").click()
    page.get_by_role("heading", name="Due now").wait_for()
    album.take("61-tests", whole=True, extras=True)
    runner.open("/test/sl_stand_eyes_open")
    album.take("62-test-stand", whole=True)
    runner.tap("Start the clock for try 1")
    runner.wait(seconds=15.4)
    page.wait_for_timeout(300)
    album.take("63-test-clock", whole=True)
    runner.tap("Stop")
    measure(runner, "left", 45, 41.2, 45)
    measure(runner, "right", 40, 44, 45)
    page.get_by_role("heading", name="Today").wait_for()
    album.take("64-test-stand-result", whole=True)
    runner.open("/test/lateral_step_down")
    page.get_by_role("checkbox", name="The pelvis dropped").check()
    page.get_by_role("checkbox", name="The knee went inside the second toe").check()
    album.take("65-test-step-down", whole=True)
    runner.tap("Save left leg")
    page.get_by_role("heading", name="Right leg").wait_for()
    page.get_by_role("checkbox", name="Nothing, all clean").check()
    runner.tap("Save right leg")
    page.locator(".toast").filter(has_text="Right leg: ").wait_for()
    runner.open("/test/sl_calf_raise")
    measure(runner, "left", 27)
    runner.tap("Pain while testing")
    page.get_by_role("radio", name="4", exact=True).check()
    album.take("66-test-other-leg", whole=True, extras=True)
    page.get_by_role("radio", name="0", exact=True).check()
    measure(runner, "right", 24)
    page.get_by_role("heading", name="Today").wait_for()
    page.locator("summary", has_text="Make it your own norm").click()
    album.take("67-test-noise", whole=True)
    runner.open("/test/sl_sit_to_stand_30s")
    measure(runner, "left", 19)
    album.take("68-test-one-leg-open", whole=True)
    measure(runner, "right", 13)
    page.get_by_role("heading", name="Today").wait_for()
    album.take("69-test-seen-once", whole=True)
    runner.open("/symmetry")
    album.take("70-symmetry-first-day", whole=True, extras=True)
    runner.wait(days=6)
    runner.open("/test/sl_sit_to_stand_30s")
    measure(runner, "right", 14)
    measure(runner, "left", 20)
    page.get_by_role("heading", name="Today").wait_for()
    album.take("71-test-confirmed", whole=True)
    runner.open("/symmetry")
    album.take("72-symmetry-confirmed", whole=True, extras=True)
    runner.open("/")
    album.take("73-today-lagging-first", whole=True)
    runner.open("/test/treadmill_stride_video")
    album.take("74-test-stride-film", whole=True)
    # A phone that has been held in every way may stay zoomed in, where a finger would miss.
    runner.button("Start, phone behind you").dispatch_event("click")
    page.locator(".clock-leg", has_text="Run easy").wait_for()
    album.take("74-test-stride-film-clock", whole=True)
    runner.wait(seconds=301)
    page.locator(".clock-leg", has_text="Filmed: easy").wait_for()
    album.take("74-test-stride-film-filmed", whole=True, extras=True)
    runner.button("Stop").dispatch_event("click")
    runner.open("/test/sl_hop_distance")
    album.take("75-test-hop-closed", whole=True)


def measure(runner: Runner, leg: str, *values: float) -> None:
    """Types a result for each try of the leg whose turn it is, and saves."""
    page = runner.page
    page.get_by_role("heading", name=f"{leg.capitalize()} leg", exact=True).wait_for()
    fields = page.locator(".leg-panel input[type=text]")
    for at, value in enumerate(values):
        fields.nth(at).fill(str(value))
    runner.tap(f"Save {leg} leg")
    page.locator(".toast").filter(has_text=f"{leg.capitalize()} leg: ").wait_for()
    runner.wait(seconds=30)


def account(album: Visitor, runner: Runner) -> None:
    page = runner.page
    runner.open("/you")
    album.take("40-you", whole=True, extras=True)
    runner.open("/backup")
    page.get_by_text("Room used").wait_for()
    album.take("45-backup-guest", whole=True, extras=True)
    runner.open("/you")
    runner.tap("I have an account")
    album.take("41-you-sign-in")
    runner.tap("Close")
    runner.tap("Create an account")
    page.get_by_role("heading", name="Your recovery code").wait_for()
    album.take("42-you-recovery-code")
    page.get_by_role("checkbox").check()
    runner.tap("Done")
    page.wait_for_timeout(3_000)
    for fold in ("Strength days", "Runs", "Stop today"):
        page.locator("summary", has_text=fold).first.click()
    album.take("43-you-backed-up", whole=True)
    keys_and_data(album, runner)
    runner.open("/you")
    page.locator("summary", has_text="Report a warning sign").click()
    runner.tap("Pain at rest or at night")
    page.get_by_role("heading", name="On hold").wait_for()
    album.take("44-today-red-flag", whole=True)


SHEETS_OF_THE_ACCOUNT = (
    "Set a name and a password",
    "Make a new code",
    "Add a phone",
    "Delete the account…",
)

HEVY = """\
title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,\
weight_kg,reps,distance_km,duration_seconds,rpe
"Legs","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bulgarian Split Squat",,"",0,"normal",20,8,,,8
"Legs","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bulgarian Split Squat",,"",1,"normal",20,7,,,9
"Legs","28 Mar 2025, 17:29","28 Mar 2025, 18:31","","Bench Press (Barbell)",,"",0,"normal",60,5,,,
"Early","3 Jan 2025, 06:05","3 Jan 2025, 06:40","","Side Plank",,"=1+1",0,"normal",,,,45,
"""


def keys_and_data(album: Visitor, runner: Runner) -> None:
    """Everything of an account, each section open, and a file of another app before it comes in."""
    page = runner.page
    runner.open("/account")
    page.get_by_text("Recovery code").first.wait_for()
    for fold in page.locator("main details:not([open]) > summary").all():
        fold.click()
    page.wait_for_timeout(500)
    album.take("44-account", whole=True, extras=True)
    for sheet in SHEETS_OF_THE_ACCOUNT:
        runner.tap(sheet)
        page.wait_for_timeout(500)
        album.take(f"44-account-{sheet.lower().replace(' ', '-')}")
        runner.tap("Close")
    page.locator("input[type=file]").set_input_files(
        {"name": "hevy.csv", "mimeType": "text/csv", "buffer": HEVY.encode()}
    )
    page.get_by_text("2 sessions with 3 sets fit").wait_for()
    page.get_by_text("1 set will not come in").click()
    album.take("44-account-import", whole=True, extras=True)


REFUSED_AND_UNSAVED = """
async () => {
  const answer = (request) =>
    new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const { name } = (await indexedDB.databases()).find(({ name }) => /^evenstride-.*-/.test(name));
  const log = await answer(indexedDB.open(name));
  const pending = log.transaction("pending", "readwrite").objectStore("pending");
  const entry = (at) => ({
    id: `0199c0de-0000-7000-8000-00000000000${at}`, record: `0199c0de-0000-7000-8000-00000000001${at}`,
    kind: "set_logged", v: 1, hlc: `0199c0dea1b2-000${at}-8f3a5c7e9d1b2f40`, body: {},
  });
  const refusal = { detail: "", build: "0", atMs: 1 };
  await answer(pending.put({ ...entry(1), refusal: { ...refusal, code: "too_large" } }));
  await answer(pending.put({ ...entry(2), refusal: { ...refusal, code: "malformed" } }));
  const account = name.slice("evenstride-".length);
  localStorage.setItem(`evenstride-unsaved:${entry(3).id}`, JSON.stringify({ account, entry: entry(3) }));
}
"""
"""Two sets that the server would not take, and one that the database would not."""

STORES_NOTHING = """
IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


def backup(album: Visitor, runner: Runner) -> None:
    """On a phone of its own: in touch with the server, then with a full disk, no network and refused sets."""
    page = runner.page
    runner.open("/you")
    runner.tap("Create an account")
    page.get_by_role("checkbox").check()
    runner.tap("Done")
    page.get_by_text("Last contact").wait_for()
    runner.open("/backup")
    page.get_by_text("Read from the server").wait_for()
    album.take("46-backup-safe", whole=True)
    page.route("**/api/sync", lambda route: route.abort())
    page.evaluate(REFUSED_AND_UNSAVED)
    page.add_init_script(STORES_NOTHING)
    runner.open("/backup")
    page.get_by_text("Read from the server").wait_for()
    album.take("47-backup-trouble", whole=True, extras=True)
    runner.open("/progress")
    album.take("48-progress-unsaved")


PAST = Body(
    "three weeks in",
    seed=1,
    ability=9.0,
    run_week=((2, "hard", "07:00"), (4, "easy", "07:00"), (6, "hard", "08:00"), (7, "long", "08:00")),
)
PAST_DAYS = 24
LATER = Body("half a year in", seed=1, ability=14.0)
LATER_DAYS = 70


def planning(album: Visitor, runner: Runner) -> None:
    """On phones of their own, whose runners have trained for weeks."""
    browser = runner.page.context.browser
    assert browser is not None
    _plan(album.on(new_phone(browser)), runner.origin)
    page = new_phone(browser)
    later = _with_past(page, runner.origin, LATER, LATER_DAYS)
    later.open("/plan")
    album.on(page).take("67-plan-jumps", whole=True)
    page.context.close()


def _with_past(page: Page, origin: str, body: Body, days: int) -> Runner:
    life = Life(body, load())
    life.live(days)
    code = account_with(origin, life.log.entries)
    runner = Runner(page, origin)
    runner.now = datetime(2026, 1, 5, 12, 0, tzinfo=UTC) + timedelta(days=days)
    runner.wait()
    runner.open("/you")
    runner.tap("I have an account")
    page.get_by_label("Recovery code").fill(code)
    runner.tap("Sign in")
    page.get_by_text("Last contact").wait_for()
    return runner


def _plan(album: Visitor, origin: str) -> None:
    page = album.page
    runner = _with_past(page, origin, PAST, PAST_DAYS)
    runner.open("/plan")
    page.locator(".next-door").wait_for()
    album.take("60-plan", whole=True, extras=True)
    page.get_by_role("button", name="Door: Jumps").click()
    page.wait_for_timeout(250)
    album.take("61-plan-door")
    runner.tap("Close")
    page.locator(".plan-day", has=page.locator(".plan-session")).first.click()
    page.wait_for_timeout(250)
    album.take("62-plan-day")
    runner.tap("Move to another day")
    page.locator(".candidate .bends").first.wait_for()
    page.wait_for_timeout(500)
    album.take("63-plan-move")
    page.get_by_role("radio", name="Tue 3 Feb").check()
    album.take("64-plan-move-chosen")
    page.get_by_role("radio", name="Sat 31 Jan").check()
    runner.tap("Move to")
    page.get_by_text("Moved to Sat 31 Jan.").wait_for()
    runner.tap("Holiday")
    page.get_by_label("First day off").fill("2026-02-02")
    page.get_by_label("Last day off").fill("2026-02-20")
    page.wait_for_timeout(250)
    album.take("65-plan-holiday", extras=True)
    runner.tap("Save")
    runner.tap("I am sick")
    page.get_by_role("checkbox").check()
    page.wait_for_timeout(250)
    album.take("65-plan-sick")
    runner.tap("Close")
    runner.tap("Add a race")
    page.get_by_label("Day").fill("2026-02-01")
    page.wait_for_timeout(250)
    album.take("65-plan-race")
    runner.tap("Save")
    runner.tap("Log a run")
    page.get_by_role("radio", name="Another day").check()
    page.wait_for_timeout(250)
    album.take("65-plan-run", extras=True)
    runner.tap("Log the run")
    page.wait_for_timeout(250)
    page.locator("summary", has_text="Coming back").click()
    album.take("66-plan-changed", whole=True)
    page.context.close()


def trouble(album: Visitor, runner: Runner) -> None:
    page = runner.page
    runner.open("/nothing/here")
    album.take("50-not-found")
    page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };")
    runner.open("/")
    album.take("51-failure")


STORIES = (
    (welcome, first_workout, next_days, history, library, account, measuring, trouble),
    (rungs, left_open),
    (planning,),
    (backup,),
)
"""Each on a phone of its own."""
