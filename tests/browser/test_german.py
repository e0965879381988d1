"""A phone that speaks German is answered in German: sentences, numbers and dates, and nothing is cut off."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evenstride.catalog import load
from evenstride.catalog.translating import texts
from tests.browser.conftest import Lend
from tests.browser.phone import Phone
from tests.browser.runner import UNDER_THE_BUTTON, Runner
from tests.browser.server import ROOT

pytestmark = pytest.mark.browser

WORDS = ROOT / "frontend" / "src"
SENTENCE_WORDS = 3
SIZES_PX = ((390, 844), (320, 640))
SETS_BEFORE_THE_END = 5
SCREENS = {
    "/": "Heute",
    "/plan": "Plan",
    "/progress": "Fortschritt",
    "/progress/squat": "Alle Leitern",
    "/history": "Verlauf",
    "/history/add": "Eine Einheit ohne Handy",
    "/library": "Alle Übungen",
    "/library/step_up": "So geht's",
    "/symmetry": "Links und rechts",
    "/tests": "Tests",
    "/test/sl_calf_raise": "So geht der Test",
    "/backup": "Sicherung",
    "/account": "Deine Daten",
    "/you": "Einstellungen",
    "/sources": "Woher die Zahlen kommen",
    "/join": "Zu deinem Tagebuch",
    "/nowhere": "Hier ist nichts",
}

KEPT = """
(async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map((request) => new URL(request.url).pathname);
})()
"""
GERMAN_FILE = re.compile(r"/assets/(de|catalog\.de)-")

CUT_OFF = """
[...document.querySelectorAll("body *")].filter((each) => {
  const text = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const { left, right, width, height } = each.getBoundingClientRect();
  if (!text || width < 2 || height < 2 || !each.checkVisibility()) return false;
  if (each.closest(".aside, [aria-hidden=true], svg, .scrolls")) return false;
  const isWide = each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1;
  return left < -1 || right > innerWidth + 1 || isWide;
}).map((each) => `${each.tagName} ${each.className}: ${each.innerText}`)
"""


class German(Runner):
    """Reads every screen it comes to: no English on it, and nothing cut off or covered at any size."""

    phone: Phone

    def reads(self, *expected: str) -> None:
        self.sees(*expected)
        page = self.phone.page
        shown = " ".join(self.phone.text().split())
        english = [sentence for sentence in english_sentences() if sentence in shown]
        assert not english, f"{english}\n{shown}"
        for width, height in SIZES_PX:
            page.set_viewport_size({"width": width, "height": height})
            cut_off = self.phone.look(CUT_OFF)
            assert not cut_off, f"cut off at {width}: {cut_off}"
            assert self.phone.look("document.documentElement.scrollWidth <= innerWidth"), width
            covered = self.phone.look(UNDER_THE_BUTTON)
            assert not covered, f"at {width} by {height}: {covered}"
        page.set_viewport_size({"width": 390, "height": 844})

    def sets_up(self) -> None:
        self.phone.open()
        self.reads("Stark auf jedem Bein")
        self.phone.tap("Einrichten")
        self.reads("Zuerst deine Gesundheit")
        self.phone.tap("Nein zu allem")
        self.reads("Wie vertraut ist dir Krafttraining auf einem Bein?")
        self.phone.tap("Neu für mich")
        self.phone.tap("Weiter")
        self.reads("An welchen Tagen läufst du?", "Mo", "So")
        self.phone.tap("Mo keiner")
        self.reads("Locker")
        self.phone.tap("Weiter")
        self.reads("Welche Tage passen für Kraft?")
        for day in self._training_days():
            self._chooses(day)
        self.phone.tap("Weiter")
        self.reads("Was hast du da?")
        self.phone.tap("Überspringen")
        self.reads("Wo beginnen deine Leitern?")
        self.phone.tap("Plan beginnen")
        self.reads("Heute ist Kraft dran")

    def starts(self) -> None:
        self.phone.tap("Los geht's")
        self.reads("Aufwärmen")
        self.phone.tap("Aufwärmen auslassen")
        self.waits_for(lambda: self.turn() is not None, "no workout began")

    def makes_ready_to_log(self, **faults: str) -> None:
        for item, score in faults.items():
            self.phone.tap(f"{item}: {score}")
        if self.phone.shows_pressable("Eine Sekunde mehr"):
            self.phone.tap("Eine Sekunde mehr")
            self.phone.tap("Eine Sekunde weniger")
        super().makes_ready_to_log()

    def log_button(self) -> str:
        last_set = re.search(r"(\S.*), und noch im Tank:", self.phone.text())
        if last_set:
            return f"{last_set[0]} 2. Eintragen"
        names = ("Alles sauber · fertig", "Rest war sauber · fertig", "Wie markiert · fertig")
        return next(name for name in names if self.phone.shows_pressable(name))

    def ends_early(self) -> None:
        self.phone.tap("Mehr")
        self.reads("So geht die Übung")
        self.phone.tap("Training jetzt beenden")
        self.reads("Warum hörst du auf?")
        self.phone.tap("Keine Zeit mehr")
        self.reads("Geschafft.")

    def chooses_the_language(self, name: str) -> None:
        """Opens the fold in the settings and picks one; the page is loaded anew."""
        self.phone.open("/you")
        self.phone.page.locator("summary", has_text="Language · Sprache").tap()
        self.phone.tap(name)

    def _training_days(self) -> list[str]:
        english = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        german = dict(zip(english, ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), strict=True))
        return [german[day] for day in super()._training_days()]


@pytest.fixture
def phone(lend: Lend) -> Phone:
    """Bought in Germany."""
    phone = lend()
    phone.locale = "de-DE"
    return phone


def test_from_the_first_screen_to_the_verdict_nothing_is_english_and_nothing_is_cut_off(phone: Phone) -> None:
    runner = German(phone)

    runner.sets_up()
    assert phone.look("document.documentElement.lang") == "de"
    runner.starts()
    runner.reads("Satz 1 von")
    runner.logs_a_set()
    runner.reads("Wechsel")
    runner.logs_a_set(Becken="verloren")
    for _ in range(SETS_BEFORE_THE_END):
        runner.logs_a_set()
        runner.reads("Schmerz")
    runner.ends_early()

    for path, heading in SCREENS.items():
        phone.open(path)
        runner.reads(heading)


def test_a_decimal_comma_is_shown_and_taken(phone: Phone) -> None:
    runner = German(phone)
    runner.sets_up()
    phone.open("/you")
    runner.reads("2,5 kg")

    phone.open("/test/sl_stand_eyes_open")
    runner.sees("Versuch 1")
    phone.type_into("Versuch 1 in s", "43,2")
    phone.page.keyboard.press("Enter")

    assert phone.look("document.querySelector('.typed-value input').value") == "43,2"


def test_the_runner_changes_the_language_and_the_phone_keeps_it(phone: Phone) -> None:
    runner = German(phone)
    runner.sets_up()
    phone.works_offline_from_now_on()

    runner.chooses_the_language("English")
    runner.sees("Back up and sync")
    phone.open()
    runner.sees("Strength today", "The week")
    assert phone.look("document.documentElement.lang") == "en"

    runner.chooses_the_language("Deutsch")
    runner.sees("Sichern und abgleichen")
    phone.context.set_offline(True)
    phone.open()
    runner.reads("Heute ist Kraft dran", "Die Woche")

    runner.chooses_the_language("Wie das Handy")
    phone.open()
    runner.reads("Heute ist Kraft dran")


def test_a_phone_keeps_the_words_of_its_own_language_alone(phone: Phone, lend: Lend) -> None:
    def kept(by: Phone) -> list[str]:
        return [path for path in by.look(KEPT) if GERMAN_FILE.match(path)]

    german, other = German(phone), lend()
    german.sets_up()
    phone.works_offline_from_now_on()
    german.waits_for(lambda: len(kept(phone)) == 2, "the words and the exercises are not kept")
    phone.context.new_cdp_session(phone.page).send("Network.clearBrowserCache")
    phone.context.set_offline(True)
    phone.open()
    german.reads("Heute ist Kraft dran")

    english = Runner(other)
    english.sets_up()
    other.works_offline_from_now_on()
    assert kept(other) == []
    other.will_hear("net::ERR_FAILED")
    other.context.set_offline(True)
    other.context.new_cdp_session(other.page).send("Network.clearBrowserCache")
    German(other).chooses_the_language("Deutsch")
    english.sees("Its words have to be fetched first")
    other.open()
    english.sees("Strength today")


def test_no_language_reloads_an_open_workout(lend: Lend) -> None:
    phone = lend()
    english, german = Runner(phone), German(phone)
    english.sets_up()
    english.starts()
    english.logs_a_set()

    german.chooses_the_language("Deutsch")
    english.sees("It changes once the open workout is over.")
    phone.tap("Today")
    english.sees("A workout is open")
    phone.tap("Continue the workout")
    english.waits_for(lambda: english.turn() is not None, "the workout did not come back")
    english.ends_early()

    phone.open()
    german.reads("Die Woche")


def test_who_reads_english_waits_for_no_german(lend: Lend) -> None:
    phone = lend()
    Runner(phone).sets_up()

    loaded = phone.look("performance.getEntriesByType('resource').map((each) => each.name)")

    assert any("/first-" in name for name in loaded)
    assert not [name for name in loaded if re.search(r"/(de|catalog\.de|translate)-", name)]


@cache
def english_sentences() -> frozenset[str]:
    """What only English says, of some words and without slots: of the words files, and of the catalog."""
    files = [WORDS / "words.ts", *(WORDS / "words").glob("*.ts")]
    ours = {part for file in files if not file.name.endswith(".test.ts") for part in said_in(file)}
    german = {part for file in (WORDS / "words" / "de").glob("*.ts") for part in said_in(file)}
    catalog = set(leaves(texts(load()))) - set(leaves(texts(load("de"))))
    told = {text for text in ours - german | catalog if len(text.split()) >= SENTENCE_WORDS}
    assert len(told) > 1_000, "the sentences were not found"
    return frozenset(told)


def said_in(file: Path) -> Iterator[str]:
    """The texts of a words file between its slots."""
    code = re.sub(
        r"^(import|export \{).*?;$|/\*\*.*?\*/", "", file.read_text(), flags=re.MULTILINE | re.DOTALL
    )
    for plain, template in re.findall(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`', code):
        for part in re.split(r"\$\{.*?\}|\{\w+\}", plain or template):
            yield " ".join(part.split())


def leaves(part: Any) -> Iterator[str]:
    match part:
        case str():
            for text in re.split(r"\{\w+\}", part):
                yield " ".join(text.split())
        case dict():
            for inner in part.values():
                yield from leaves(inner)
        case list() | tuple():
            for inner in part:
                yield from leaves(inner)
