"""A catalog file that is wrong in any way stops the load with one line: file, id, reason."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evenstride.catalog import CatalogBroken, load_from

BACKEND = Path(__file__).parents[2] / "backend"

FILES = [
    "vocabulary.yaml",
    "stages.yaml",
    "ladders.yaml",
    "program.yaml",
    "gates.yaml",
    "rules.yaml",
    "tests.yaml",
    "safety.yaml",
    "sources.yaml",
    "words.yaml",
    *sorted(f"exercises/{path.name}" for path in (BACKEND / "evenstride/catalog/exercises").iterdir()),
]


def refusal(folder: Path) -> CatalogBroken:
    with pytest.raises(CatalogBroken) as caught:
        load_from(folder)
    assert "\n" not in str(caught.value)
    return caught.value


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_copy_itself_is_sound(folder: Path) -> None:
    assert len(load_from(folder).exercises) == 52


@pytest.mark.parametrize("file", FILES)
def test_every_file_that_is_missing_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    said = str(refusal(folder))
    if file.startswith("exercises/"):
        ladder = Path(file).stem
        assert said.startswith(f"ladders.yaml: {ladder}: rung ")
        assert said.endswith("is no exercise")
    else:
        assert said == f"{file}: -: the file is missing"


def append(text: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return change


def overwrite(data: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_bytes(data)

    return change


def double_first_key(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    key = next(line for line in text.splitlines() if line and line[0].isalpha()).split(":")[0]
    path.write_text(f"{text}\n{key}: []\n", encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (append("\nsurprise: 1\n"), "surprise does not belong here"),
        (append("\n- : [\n"), ""),
        (double_first_key, "stands twice"),
        (overwrite(b""), "holds no "),
        (overwrite(b"- a list\n"), "holds no "),
        (overwrite(b"other: 1\n"), "is missing"),
        (overwrite(b"title: \xff\xfe\n"), "is not UTF-8"),
        (overwrite(b"title: \x07\n"), "is no YAML"),
    ],
    ids=["foreign key", "no YAML", "key twice", "empty", "a list", "other content", "no UTF-8", "bell"],
)
def test_every_file_that_is_not_what_it_should_be_is_named(
    folder: Path, file: str, change: Callable[[Path], None], reason: str
) -> None:
    change(folder / file)
    broken = refusal(folder)
    assert broken.fault.file == file
    assert reason in broken.fault.reason


def test_a_file_that_nobody_reads_is_refused(folder: Path) -> None:
    (folder / "exercise.yaml").write_text("exercises: []\n")
    assert str(refusal(folder)) == "exercise.yaml: -: is no file of the catalog"


def test_a_missing_folder_of_exercises_is_named(folder: Path) -> None:
    shutil.rmtree(folder / "exercises")
    assert str(refusal(folder)) == "exercises: -: the folder is missing"


EDITS = [
    ("exercises/squat.yaml", "- id: single_leg_squat\n  name", "- name", "exercise 4: id: Field required"),
    (
        "exercises/squat.yaml",
        "- id: assisted_squat\n",
        "- a word\n- id: assisted_squat\n",
        "exercise 1: record: Input should be an object",
    ),
    ("vocabulary.yaml", "version: 1", "version: 0", "-: version: Input should be greater than or equal to 1"),
    ("vocabulary.yaml", "version: 1", "version: 1.0", "-: version: Input should be a valid integer"),
    ("vocabulary.yaml", "id: smooth_breath", "id: breath", "breath: id: Input should be"),
    ("vocabulary.yaml", "id: quiet_landing", "id: knee_alignment", "knee_alignment: stands 2 times"),
    (
        "vocabulary.yaml",
        "    1: They dropped",
        "    3: They dropped",
        "neutral_pelvis: needs words for the scores 0, 1 and 2",
    ),
    ("vocabulary.yaml", "score: 1", "score: 2", "2: stands 2 times"),
    ("vocabulary.yaml", "{id: wall,", "{id: step,", "step: stands 2 times"),
    ("vocabulary.yaml", "rest_s: [F12, D]", "rest_s: [F999]", "rest_s: source F999 is not in sources.yaml"),
    ("vocabulary.yaml", "reps: [6, 8]", "reps: [8, 6]", "high: reps: 8 to 6 runs backwards"),
    ("stages.yaml", "kind: development", "kind: fancy", "lever: kind: Input should be"),
    ("stages.yaml", 'tempo: "5010"', 'tempo: "501"', "slow_ecc: tempo: 501 is no tempo"),
    ("stages.yaml", 'tempo: "5010"', "tempo: 5010", "slow_ecc: tempo: Input should be a valid string"),
    ("stages.yaml", "requires_any: [band]", "requires_any: [rubber]", "band: rubber is no equipment"),
    (
        "stages.yaml",
        "source: [F11, S0]",
        "source: []",
        "load: source: Tuple should have at least 1 item after validation, not 0",
    ),
    (
        "ladders.yaml",
        "rungs: [short_foot]",
        "rungs: []",
        "foot: rungs: Tuple should have at least 1 item after validation, not 0",
    ),
    ("ladders.yaml", "[short_foot]", "[long_foot]", "foot: rung long_foot is no exercise"),
    (
        "ladders.yaml",
        "static_lunge, reverse_lunge",
        "reverse_lunge, static_lunge",
        "lunge: rung reverse_lunge stands at 1 but says 2",
    ),
    ("ladders.yaml", "- id: shin", "- id: foot", "foot: stands 2 times"),
    ("ladders.yaml", "[tibialis_raise]", "[clamshell]", "clamshell: stands 2 times"),
    ("ladders.yaml", "priority: core", "priority: main", "squat: priority: Input should be"),
    (
        "exercises/squat.yaml",
        "ladder: squat",
        "ladder: lunge",
        "assisted_squat: belongs into exercises/lunge.yaml",
    ),
    (
        "exercises/squat.yaml",
        "id: single_leg_squat\n",
        "id: assisted_squat\n",
        "assisted_squat: stands 2 times",
    ),
    (
        "exercises/squat.yaml",
        "id: assisted_squat\n",
        "id: Assisted squat\n",
        "Assisted squat: id: String should match pattern '^[a-z0-9_]{1,64}$'",
    ),
    (
        "exercises/squat.yaml",
        "  phase_min: 3",
        "  phase_min: 5",
        "pistol_squat_progression: phase_min: Input should be less than or equal to 4",
    ),
    (
        "exercises/squat.yaml",
        "stages: [support, reps, hold]",
        "stages: [support, hops]",
        "assisted_squat: hops is no stage",
    ),
    (
        "exercises/squat.yaml",
        "stages: [support, reps, hold]",
        "stages: [support, reps, reps]",
        "assisted_squat: stage reps stands 2 times",
    ),
    (
        "exercises/squat.yaml",
        "stages: [reps, hold, slow_ecc, load]",
        "stages: [slow_ecc, reps]",
        "single_leg_squat: a control stage stands after a development stage",
    ),
    (
        "exercises/squat.yaml",
        "microsteps: {support: [two_hands, one_hand, fingertips, none]}",
        "microsteps: {}",
        "assisted_squat: stage support needs named microsteps",
    ),
    (
        "exercises/squat.yaml",
        "microsteps: {rom: [30 cm",
        "microsteps: {hold: [long], rom: [30 cm",
        "pistol_squat_progression: microsteps of hold, which is not among its stages",
    ),
    (
        "exercises/squat.yaml",
        "requires: [support]",
        "requires: [rope]",
        "assisted_squat: rope is no equipment",
    ),
    (
        "exercises/squat.yaml",
        "requires_any: [box, step]",
        "requires_any: [stool]",
        "pistol_squat_progression: stool is no equipment",
    ),
    (
        "exercises/squat.yaml",
        "critical: [knee_alignment]",
        "critical: [quiet_landing]",
        "assisted_squat: critical item quiet_landing is not on its checklist",
    ),
    (
        "exercises/squat.yaml",
        "critical: [knee_alignment]",
        "critical: [toes]",
        "assisted_squat: critical.0: Input should be",
    ),
    (
        "exercises/squat.yaml",
        "sets: [2, 3], reps",
        "sets: [3, 2], reps",
        "assisted_squat: dose.sets: 3 to 2 runs backwards",
    ),
    (
        "exercises/squat.yaml",
        "rest_s: 60",
        "rest_s: 60.5",
        "assisted_squat: dose.rest_s: Input should be a valid integer",
    ),
    (
        "exercises/squat.yaml",
        "rest_s: 60",
        'rest_s: "60"',
        "assisted_squat: dose.rest_s: Input should be a valid integer",
    ),
    (
        "exercises/squat.yaml",
        "rest_s: 60",
        "rest_s: .nan",
        "assisted_squat: dose.rest_s: Input should be a valid integer",
    ),
    (
        "exercises/squat.yaml",
        "reps: [10, 12], ",
        "",
        "assisted_squat: dose: a set counts either reps or seconds",
    ),
    (
        "exercises/squat.yaml",
        "reps: [10, 12], ",
        "reps: [1, 2], seconds: [1, 2], ",
        "assisted_squat: dose: a set counts either reps or seconds",
    ),
    (
        "exercises/squat.yaml",
        "  name: Assisted squat",
        "  title: Assisted squat",
        "assisted_squat: name: Field required",
    ),
    (
        "exercises/squat.yaml",
        "  skill: high",
        "  skill: high\n  colour: red",
        "assisted_single_leg_squat: colour: Extra inputs are not permitted",
    ),
    ("exercises/squat.yaml", "  skill: high", "  skill: high\n  skill: high", "line 39: skill stands twice"),
    (
        "exercises/squat.yaml",
        "  skill: high",
        "  skill: high\n  on: red",
        "line 39: the key on is no plain word; put it in quotes",
    ),
    (
        "exercises/squat.yaml",
        "name: Assisted squat (two legs)",
        "name: 2026-11-21",
        "assisted_squat: name: Input should be a valid string",
    ),
    ("exercises/squat.yaml", "exercises:", "exercises: &all\n- *all", "-: an anchor holds itself"),
    (
        "exercises/squat.yaml",
        "need: passed, exercise: assisted_squat",
        "need: passed",
        "assisted_single_leg_squat: entry.0: passed needs exercise",
    ),
    (
        "exercises/squat.yaml",
        "microstep: 3",
        "microstep: 4",
        "single_leg_squat: entry: single_leg_box_squat has no microstep 4 of rom",
    ),
    (
        "exercises/squat.yaml",
        "test: knee_to_wall",
        "test: knees",
        "pistol_squat_progression: entry: knees is no test",
    ),
    (
        "exercises/squat.yaml",
        "  entry_text:\n  - Assisted squat passed\n",
        "",
        "assisted_single_leg_squat: entry and entry_text say different things",
    ),
    (
        "exercises/squat.yaml",
        "  source: [S0]",
        "  source: [S9]",
        "assisted_squat: source S9 is not in sources.yaml",
    ),
    (
        "exercises/drops.yaml",
        "    - Step off, do not jump.",
        "    - Step off",
        "drop_landing_two_leg: how: 'Step off' is no whole sentence; does a comma split it?",
    ),
    (
        "exercises/drops.yaml",
        "  contacts: {per_rep: 1, per: both, intensity: low}\n",
        "",
        "drop_landing_two_leg: contacts and the skill plyo are for jumps only, and for all of them",
    ),
    (
        "exercises/drops.yaml",
        "per: both",
        "per: leg",
        "drop_landing_two_leg: contacts are per leg but its sides are both",
    ),
    (
        "exercises/drops.yaml",
        "    quiet_landing: Soft sound, three second hold.\n",
        "",
        "drop_landing_two_leg: critical item quiet_landing is not on its checklist",
    ),
    (
        "exercises/drops.yaml",
        "gate: plyo_gate",
        "gate: garden",
        "drop_landing_two_leg: entry.0.gate: Input should be",
    ),
    (
        "exercises/drops.yaml",
        "exercise: controlled_single_leg_hops",
        "exercise: hop",
        "single_leg_drop_landing: entry: hop is no exercise",
    ),
    (
        "exercises/drops.yaml",
        "need: plyo_weeks, weeks: 4",
        "need: plyo_weeks",
        "single_leg_drop_jump: entry.2: plyo_weeks needs weeks",
    ),
    (
        "exercises/lunge.yaml",
        "through: slow_ecc",
        "through: band",
        "forward_lunge: entry: reverse_lunge has no stage band",
    ),
    (
        "exercises/balance.yaml",
        "seconds: 30}",
        "seconds: 31}",
        "single_leg_stand_eyes_closed: entry: single_leg_stand is never held for 31 s",
    ),
    (
        "exercises/deadlift.yaml",
        "exercise: hip_hinge_drill",
        "exercise: single_leg_rdl",
        "deadlift: entry: single_leg_rdl opens only in phase 2",
    ),
    (
        "exercises/run_integration.yaml",
        "rep_seconds: [15, 20], ",
        "",
        "uphill_strides: dose: rep_seconds is for running drills only, and for all of them",
    ),
    ("program.yaml", "slots: [balance, foot", "slots: [balances, foot", "light: slot balances is no ladder"),
    (
        "program.yaml",
        "slots: [balance, foot",
        "slots: [balance, hops",
        "light: slot hops opens only in a later phase",
    ),
    ("program.yaml", "slots: [balance, foot", "slots: [foot, foot", "light: a slot stands twice"),
    ("program.yaml", "id: phase_1_B", "id: phase_1_A", "phase_1_A: stands 2 times"),
    ("program.yaml", "id: light", "id: placement", "placement: stands 2 times"),
    ("program.yaml", "warmup: [easy_raise", "warmup: [clamshell", "clamshell: is no exercise of the warmup"),
    ("program.yaml", "first_week: 8", "first_week: 9", "phase 3: does not begin where phase 2 ends"),
    ("program.yaml", "last_week: null", "last_week: 20", "phase 4: the last phase has no end"),
    (
        "program.yaml",
        "- {weekday: 1,",
        "- {weekday: 2,",
        "beginner_hard_tue_long_sun: its days must run from 1 to 7",
    ),
    ("program.yaml", "minutes: [15, 20]", "minutes: [20, 15]", "light: minutes: 20 to 15 runs backwards"),
    ("program.yaml", "    seasoned:", "    veteran:", "base: levels.veteran.[key]: Input should be"),
    ("program.yaml", "    leg_change_s: [D]\n", "", "base: leg_change_s has no source"),
    ("gates.yaml", "ladders: [squat, hinge", "ladders: [squats, hinge", "phase_2: squats is no ladder"),
    ("gates.yaml", "squat: single_leg_box_squat", "squat: box_squat", "plyo_gate: box_squat is no exercise"),
    (
        "gates.yaml",
        "squat_stage: reps",
        "squat_stage: load",
        "plyo_gate: single_leg_box_squat has no stage load",
    ),
    ("gates.yaml", "two_leg: pogo_two_leg", "two_leg: pogo", "plyo_gate: pogo is no exercise"),
    ("gates.yaml", "hop_test: sl_hop_distance", "hop_test: hop", "phase_4: hop is no test"),
    ("gates.yaml", "calf_low: 15", "calf_low: 26", "plyo_gate: calf_low is above calf_high"),
    ("gates.yaml", "{id: sessions,", "{id: calendar,", "calendar: stands 2 times"),
    ("gates.yaml", "id: phase_4", "id: phase_5", "phase_5: id: Input should be"),
    ("gates.yaml", "      plan_day: [S0]\n", "", "plyo_gate: plan_day has no source"),
    (
        "gates.yaml",
        "      plan_day: [S0]\n",
        "      plan_day: [X]\n",
        "plyo_gate: source X is not in sources.yaml",
    ),
    (
        "rules.yaml",
        "sessions: 2\n",
        "sessions: two\n",
        "-: rules.advance.sessions: Input should be a valid integer",
    ),
    ("rules.yaml", "window_days: 14", "window_day: 14", "-: rules.advance.window_days: Field required"),
    ("rules.yaml", "      window_days: [D]\n", "", "rules.advance: window_days has no source"),
    (
        "rules.yaml",
        "      knee_sets: [S0, D]",
        "      knees: [S0, D]",
        "rules.regress: source names knees, which is no field",
    ),
    ("rules.yaml", "before_next_rung: [slow_ecc]", "before_next_rung: [slow]", "route: slow is no stage"),
    ("rules.yaml", "days_min: 10", "days_min: 11", "gap from day 11: the gaps must go on at day 10"),
    ("rules.yaml", "days_max: 27", "days_max: 7", "gap from day 17: ends before it begins"),
    ("rules.yaml", "days_max: null", "days_max: 400", "gaps: the last one has no end"),
    ("rules.yaml", "opens: [bounding]", "opens: [bounce]", "plyo: bounce is no exercise"),
    (
        "rules.yaml",
        "opens: [bounding]",
        "opens: []",
        "plyo: its weeks must open every plyometric exercise once",
    ),
    ("rules.yaml", "high_max: 12", "high_max: 71", "week 11: more contacts of high intensity than contacts"),
    ("rules.yaml", "{week: 12,", "{week: 20,", "week 20: does not follow week 11"),
    (
        "rules.yaml",
        "lagging_pct: 10",
        "lagging_pct: 4",
        "asymmetry: its bands must rise: watch, lagging, priority, refer",
    ),
    ("rules.yaml", "{id: 3, name", "{id: 2, name", "asymmetry: its tiers must be 0, 1, 2, 3"),
    (
        "rules.yaml",
        "locks: [single_leg_drop_jump",
        "locks: [drop_jump",
        "asymmetry: drop_jump is no exercise",
    ),
    ("rules.yaml", "{id: lasted,", "{id: none,", "none: stands 2 times"),
    ("rules.yaml", "{id: P2,", "{id: P1,", "P1: stands 2 times"),
    (
        "tests.yaml",
        "noise_tenths: 55",
        "noise_tenths: 5.5",
        "y_reach_anterior: noise_tenths: Input should be a valid integer",
    ),
    (
        "tests.yaml",
        "  noise_tenths: 55\n",
        "",
        "y_reach_anterior: to compare legs it needs its noise, either in tenths or in percent",
    ),
    (
        "tests.yaml",
        "stored_per_unit: 100",
        "stored_per_unit: 1",
        "sl_stand_eyes_open: seconds, and only seconds, are stored in hundredths",
    ),
    (
        "tests.yaml",
        "extra_set_ladders: [calf]",
        "extra_set_ladders: [calves]",
        "sl_calf_raise: calves is no ladder",
    ),
    (
        "tests.yaml",
        "age_from: 40, value: 28",
        "age_from: 20, value: 28",
        "sl_calf_raise: the ages of its norms (m) must rise",
    ),
    ("tests.yaml", "learned: [sl_hop_distance", "learned: [hop", "test_day: hop is no test"),
    ("tests.yaml", "id: triple_hop", "id: hop_6m_time", "hop_6m_time: stands 2 times"),
    (
        "tests.yaml",
        "noise_source: [F28]",
        "noise_source: [F0]",
        "hop_6m_time: source F0 is not in sources.yaml",
    ),
    ("tests.yaml", "    between_legs_s: [F3]\n", "", "test_day: between_legs_s has no source"),
    ("safety.yaml", "level: urgent", "level: soon", "one_calf_swollen: level: Input should be"),
    ("safety.yaml", "id: giving_way", "id: chest_pain", "chest_pain: stands 2 times"),
    ("safety.yaml", "id: dizziness", "id: under_16", "under_16: stands 2 times"),
    ("safety.yaml", "low: 6, high: 10", "low: 7, high: 10", "pain_scale: strength must cover 0 to 10 once"),
    (
        "safety.yaml",
        "before_jumps: false",
        "before_jumps: maybe",
        "heart_condition: before_jumps: Input should be a valid boolean",
    ),
    (
        "safety.yaml",
        "source: [F97]",
        "source: [F970]",
        "one_calf_swollen: source F970 is not in sources.yaml",
    ),
    ("sources.yaml", "url: https://pubmed", "url: pubmed", "F1: a page that was read has a url"),
    ("sources.yaml", "    seen: widely", "    saw: widely", "-: sources.G.seen: Field required"),
    ("sources.yaml", "  F2:\n", "  F1:\n", "line 19: F1 stands twice"),
    ("words.yaml", "words:", "words:\n  - a", "line "),
    (
        "words.yaml",
        "words:",
        "words:\n  spare: {code: 3}",
        "-: words.spare.code: Input should be a valid string",
    ),
    ("words.yaml", "words:", "words:\n  spare: text", "-: words.spare: Input should be an object"),
]
"""File, what stands in it, what stands there instead, the id and the beginning of the reason."""

FAR_EDITS = [
    ("stages.yaml", "id: reps", "id: repeats", "exercises/squat.yaml: assisted_squat: reps is no stage"),
    (
        "exercises/squat.yaml",
        "id: single_leg_squat\n",
        "id: squat_on_one\n",
        "ladders.yaml: squat: rung single_leg_squat is no exercise",
    ),
    (
        "exercises/squat.yaml",
        "rung: 3",
        "rung: 4",
        "ladders.yaml: squat: rung single_leg_box_squat stands at 3 but says 4",
    ),
    (
        "exercises/squat.yaml",
        "  phase_min: 2",
        "  phase_min: 4",
        "ladders.yaml: squat: pistol_squat_progression opens in phase 3, single_leg_squat below it in 4",
    ),
    (
        "exercises/squat.yaml",
        "need: passed, exercise: assisted_squat",
        "need: passed, exercise: nowhere",
        "ladders.yaml: squat: assisted_single_leg_squat may be entered without assisted_squat below it",
    ),
    ("sources.yaml", "  F22:", "  F22b:", "gates.yaml: phase_2: source F22 is not in sources.yaml"),
    ("sources.yaml", "  G:\n", "  g:\n", "gates.yaml: safety: source G is not in sources.yaml"),
]
"""The same, where the fault shows in another file: all that is said."""


def ids(edits: list[tuple[str, str, str, str]]) -> list[str]:
    return [f"{file}: {new.strip()[:40]!r}" for file, _, new, _ in edits]


@pytest.mark.parametrize(("file", "old", "new", "said"), EDITS, ids=ids(EDITS))
def test_a_wrong_value_is_named_with_its_file_its_id_and_the_reason(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    edit(folder, file, old, new)
    assert str(refusal(folder)).startswith(f"{file}: {said}")


@pytest.mark.parametrize(("file", "old", "new", "said"), FAR_EDITS, ids=ids(FAR_EDITS))
def test_a_name_that_went_missing_is_named_where_it_is_used(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    edit(folder, file, old, new)
    assert str(refusal(folder)) == said


def test_the_command_says_it_in_one_line_and_fails(tmp_path: Path) -> None:
    shutil.copytree(BACKEND / "evenstride", tmp_path / "evenstride", ignore=shutil.ignore_patterns("static"))
    edit(tmp_path / "evenstride/catalog", "rules.yaml", "window_days: 14", "window_days: soon")
    command = [sys.executable, "-m", "evenstride.catalog"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "rules.yaml: -: rules.advance.window_days: Input should be a valid integer\n"
