"""German is the whole catalog in other words; what is missing or too much in it is named in one line."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evenstride.catalog import LANGUAGES, CatalogBroken, language_of, load, overlay
from evenstride.catalog.translating import read_overlay, texts
from evenstride.training.translate import translated

BACKEND = Path(__file__).parents[2] / "backend"
TRANSLATIONS = [language for language in LANGUAGES if language != "en"]
SLOT = re.compile(r"\{\w+\}")
PIECES = {"words.need.and", "words.unit.decimal"}
"""What is put between others: no sentence, and its blanks are wanted."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
SAME = re.compile(r"Kettlebell|Step-up|\d+ cm|\{n\} (?:s|kg|lb)")
"""What is said in German as in English."""
ENGLISH = re.compile(
    r"\b(the|and|with|your|you|leg|legs|foot|feet|knee|hip|hips|heel|back|both|each|left|right|of)\b",
    re.IGNORECASE,
)


def leaves(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        yield path, part
        return
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, inner in inside:
        yield from leaves(inner, f"{path}.{name}".removeprefix("."))


ENGLISH_TEXTS = dict(leaves(texts(load())))
GERMAN_TEXTS = dict(leaves(overlay("de")))


def refusal(folder: Path) -> str:
    with pytest.raises(CatalogBroken) as caught:
        read_overlay(folder, "de", load())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "de" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_german_is_a_language_beside_english() -> None:
    assert LANGUAGES == ("en", "de")
    assert load("en") is not load("de")
    assert load("de") is load("de")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("en-GB", "en"),
        ("fr", None),
        ("den", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tag_asks_for_a_language_whatever_its_region(tag: str | None, language: str | None) -> None:
    assert language_of(tag) == language


def test_the_texts_of_the_catalog_translate_it_into_itself() -> None:
    assert translated(load(), texts(load())) == load()


def test_every_sentence_that_has_a_blank_is_among_the_texts() -> None:
    """A new field that a runner reads must be translated too; a tempo in words is shown by the app's own."""
    document = load().model_dump(mode="json")
    document.pop("sources")
    known = set(ENGLISH_TEXTS.values())
    left = {text for path, text in leaves(document) if " " in text and text not in known}
    assert left == {exercise.dose.tempo for exercise in load().exercises if " " in exercise.dose.tempo}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_changes_words_and_nothing_else(language: str) -> None:
    assert translated(load(language), texts(load())) == load()
    assert load(language) != load()
    assert load(language).sources == load().sources


def test_german_says_all_that_english_says() -> None:
    assert GERMAN_TEXTS.keys() == ENGLISH_TEXTS.keys()
    assert len(GERMAN_TEXTS) > 1_400


def test_no_number_differs_between_the_languages() -> None:
    for path, english in ENGLISH_TEXTS.items():
        here = sorted(number.replace(",", ".") for number in NUMBER.findall(GERMAN_TEXTS[path]))
        assert here == sorted(NUMBER.findall(english)), f"{path}: {GERMAN_TEXTS[path]}"


def test_nothing_is_left_in_english() -> None:
    for path, german in GERMAN_TEXTS.items():
        assert german != ENGLISH_TEXTS[path] or SAME.fullmatch(german), f"{path}: {german}"
        assert not ENGLISH.search(SLOT.sub("", german)), f"{path}: {german}"


def test_german_says_du_and_promises_nothing() -> None:
    for path, german in GERMAN_TEXTS.items():
        assert not re.search(r"\b(Ihnen|Ihre?[mnrs]?)\b|(?<![.:] )(?<!^)\bSie\b", german), f"{path}: {german}"
        assert not re.search(r"\b(beugt vor|verhindert|garantiert|heilt|schwächer\w*)\b", german), (
            f"{path}: {german}"
        )
        assert german.count("„") == german.count("“"), f"{path}: {german}"
        assert not re.search(r"  |\.\.|'|\"", german), f"{path}: {german!r}"
        assert german == german.strip() or path in PIECES, f"{path}: {german!r}"


def test_sentences_end_where_the_english_ones_do() -> None:
    for path, english in ENGLISH_TEXTS.items():
        if path in PIECES:
            continue
        if english.endswith((".", "?")):
            assert GERMAN_TEXTS[path].endswith(english[-1]), f"{path}: {GERMAN_TEXTS[path]}"
        else:
            assert not GERMAN_TEXTS[path].endswith("."), f"{path}: {GERMAN_TEXTS[path]}"


def test_the_copy_itself_is_sound(folder: Path) -> None:
    assert read_overlay(folder, "de", load()) == overlay("de")


EDITS = [
    ("words.yaml", "    HOLD_DELOAD:", "    HOLD_DELAOD:", "words.verdict.HOLD_DELOAD: is missing"),
    ("words.yaml", "  weekday:", "  workday:", "words.weekday: is missing"),
    (
        "words.yaml",
        '    and: " und "',
        '    and: " und "\n    or: " oder "',
        "words.need.or: is nothing the English catalog has",
    ),
    (
        "words.yaml",
        "Schwerer: {load}",
        "Schwerer",
        "words.changed.ADV_LOAD: must fill {load} and fills nothing",
    ),
    (
        "words.yaml",
        "Neu: {stage}",
        "Neu: {exercise}",
        "words.changed.ADV_STAGE: must fill {stage} and fills {exercise}",
    ),
    (
        "words.yaml",
        "Neue Übung",
        "Neue Übung {exercise}",
        "words.changed.ADV_RUNG: must fill nothing and fills {exercise}",
    ),
    ("words.yaml", "Montag", '"  "', "words.weekday.1: is no text"),
    ("words.yaml", "Montag", "12", "words.weekday.1: is no text"),
    ("vocabulary.yaml", "  quiet_landing:", "  loud_landing:", "items.quiet_landing: is missing"),
    (
        "vocabulary.yaml",
        "      0: Die Hälfte war laut",
        "      3: Die Hälfte war laut",
        "items.quiet_landing.scores.0: is missing",
    ),
    ("stages.yaml", 'change: "In 4', 'changed: "In 4', "stages.slow_ecc.change: is missing"),
    ("rules.yaml", "    84:", "    85:", "rules.gaps.84: is missing"),
    (
        "tests.yaml",
        "    - Der beste von drei Versuchen, höchstens 45 s.\n",
        "",
        "tests.sl_stand_eyes_open.protocol: must be a list of 3 texts",
    ),
    ("safety.yaml", "    under_16:", "    under_18:", "safety.questions.under_16: is missing"),
    ("program.yaml", "program:", "programm:", "-: program is missing"),
    ("exercises/calf.yaml", "  balanced_calf_raise:", "  balanced_calf:", "balanced_calf_raise: is missing"),
    (
        "exercises/calf.yaml",
        "    setup: Auf einem Fuß, die",
        "    set_up: Auf einem Fuß, die",
        "balanced_calf_raise.setup: is missing",
    ),
    (
        "exercises/calf.yaml",
        '["Am Boden", "Mit der Hand helfen"]',
        '["Am Boden"]',
        "single_leg_calf_raise_step.easier: must be a list of 2 texts",
    ),
    (
        "exercises/calf.yaml",
        '["Am Boden", "Mit der Hand helfen"]',
        '["Am Boden", 5]',
        "single_leg_calf_raise_step.easier.1: is no text",
    ),
    (
        "exercises/calf.yaml",
        "  balanced_calf_raise:",
        "  calf_raise_two_leg:",
        "line 16: calf_raise_two_leg stands twice",
    ),
    (
        "exercises/foot.yaml",
        "  short_foot:",
        "  glute_bridge:",
        "glute_bridge: stands in another file already",
    ),
    ("exercises/foot.yaml", "exercises:", "exercises: []\nother:", "-: other does not belong here"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), EDITS, ids=[f"{one[0]} {one[3]}" for one in EDITS])
def test_what_is_missing_or_too_much_is_named(folder: Path, file: str, old: str, new: str, said: str) -> None:
    edit(folder, file, old, new)
    assert refusal(folder) == f"de/{file}: {said}"


def test_an_exercise_in_no_file_is_missing_in_the_file_of_its_ladder(folder: Path) -> None:
    (folder / "de/exercises/foot.yaml").unlink()
    assert refusal(folder) == "de/exercises/foot.yaml: short_foot: is missing"


def test_a_file_that_is_missing_or_strange_is_named(folder: Path) -> None:
    (folder / "de/sources.yaml").write_text("sources: {}\n", encoding="utf-8")
    assert refusal(folder) == "de/sources.yaml: -: has nothing a runner reads"
    (folder / "de/sources.yaml").rename(folder / "de/colours.yaml")
    assert refusal(folder) == "de/colours.yaml: -: is no file of the catalog"
    (folder / "de/colours.yaml").unlink()
    (folder / "de/gates.yaml").unlink()
    assert refusal(folder) == "de/gates.yaml: -: the file is missing"
    shutil.rmtree(folder / "de")
    assert refusal(folder).endswith("-: the folder is missing")


def test_the_command_prints_the_overlay_the_same_way_every_time() -> None:
    command = [sys.executable, "-m", "evenstride.catalog", "de"]
    first = subprocess.run(command, check=True, capture_output=True, cwd=BACKEND).stdout
    assert first == subprocess.run(command, check=True, capture_output=True, cwd=BACKEND).stdout
    assert json.loads(first.decode("utf-8")) == overlay("de")
    assert b'": ' not in first


def test_the_command_refuses_a_language_there_is_none_of_in_one_line() -> None:
    command = [sys.executable, "-m", "evenstride.catalog", "fr"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=BACKEND)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "fr: -: the folder is missing\n"
