"""What an exercise, a ladder, a program and a rule are.

The data itself is `evenstride/catalog/*.yaml`. It is loaded and validated once; the same document, as JSON,
is built into the phone, so both twins read the same numbers. Read `Exercise`, `Ladder` and `Stage` first,
then `Program`, `Gates`, `Rules` and `Test`; `Catalog` at the end joins them.

Units are in the names (`_s`, `_pct`, `_cm`, `_g`, `_h` hours, `_days`). Nothing here is a float.
"""

import re
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Item = Literal["knee_alignment", "neutral_pelvis", "smooth_breath", "quiet_landing"]
ITEMS: tuple[Item, ...] = ("knee_alignment", "neutral_pelvis", "smooth_breath", "quiet_landing")
"""Checklist items, in the order in which a tie names one."""

Low = Annotated[int, Field(ge=0)]
Some = Annotated[int, Field(ge=1)]
Pct = Annotated[int, Field(ge=0, le=200)]
PhaseNo = Annotated[int, Field(ge=1, le=4)]
WeekdayNo = Annotated[int, Field(ge=1, le=7)]


def _ordered(ends: tuple[int, int]) -> tuple[int, int]:
    if ends[0] > ends[1]:
        raise ValueError(f"{ends[0]} to {ends[1]} runs backwards")
    return ends


Range = Annotated[tuple[Low, Low], AfterValidator(_ordered)]
"""Lowest and highest, both included."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]
Text = Annotated[str, Field(min_length=1)]
Tags = Annotated[tuple[str, ...], Field(min_length=1)]
"""Where a number comes from: keys of `Catalog.sources`."""
_TEMPO = re.compile(
    r"[0-9]{2}[0-9X][0-9]|hold|fast|stick|slow|easy|fast relaxed|fast controlled|race pace", re.ASCII
)


def _tempo(text: str) -> str:
    if not _TEMPO.fullmatch(text):
        raise ValueError(f"{text} is no tempo")
    return text


Tempo = Annotated[str, AfterValidator(_tempo)]
"""Seconds to lower, wait stretched, lift and wait short; X is as fast as control allows. Or a word."""

Category = Literal["strength", "balance", "core", "accessory", "plyometric", "warmup", "cooldown", "run"]
Priority = Literal["core", "secondary", "bilateral_day", "accessory", "plyo", "warmup", "cooldown", "run"]
Skill = Literal["high", "stable", "strength", "iso", "plyo", "mobility", "run"]
SessionType = Literal["unilateral", "bilateral", "light"]
GateId = Literal["phase_2", "plyo_gate", "phase_4"]
Experience = Literal["beginner", "seasoned"]
Load = Literal[
    "none",
    "bodyweight",
    "hand_support",
    "band",
    "dumbbell",
    "dumbbell_then_barbell",
    "light_dumbbell_from_start",
    "kettlebell_then_barbell",
]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Frozen):
    """Numbers that say where they come from: `source` maps each field that holds one to its tags."""

    source: dict[str, Tags] = {}


class Dose(Frozen):
    """How much of an exercise. Either reps or seconds is what a set counts.

    `hold_s` is how long each rep is held; `rep_seconds` how long each rep of a running drill lasts.
    """

    sets: Range
    reps: Range | None = None
    seconds: Range | None = None
    hold_s: int | None = None
    rep_seconds: Range | None = None
    tempo: Tempo
    rest_s: Low
    load: Load


class Contacts(Frozen):
    """Landings a rep makes; `per` says whether one leg or both feet together make them."""

    per_rep: Annotated[int, Field(ge=1, le=2)]
    per: Literal["leg", "both"]
    intensity: Literal["low", "medium", "high"]


_NEED_FIELDS: dict[str, set[str]] = {
    "passed": {"exercise"},
    "held": {"exercise", "seconds"},
    "at": {"exercise", "stage", "microstep"},
    "test": {"test", "at_least"},
    "gate": {"gate"},
    "plyo_weeks": {"weeks"},
    "asymmetry_below": {"test", "below_pct"},
    "weeks_done": {"exercise", "weeks"},
}
_NEED_EXTRAS: dict[str, set[str]] = {"passed": {"through"}, "plyo_weeks": {"clean"}}


class EntryNeed(Frozen):
    """One thing that must be true before a rung may be entered. Each needs its own fields.

    `passed`: the rung gate of `exercise`, with `through` also that development stage.
    `held`: a good set of `exercise` of at least `seconds` on each leg.
    `at`: `exercise` passed at micro-step `microstep` of `stage`.
    `test`: each leg at least `at_least` in `test`, in the test's stored unit.
    `gate`: the door `gate` is open.
    `plyo_weeks`: so many weeks of jumps; `clean` wants none of them regressed.
    `asymmetry_below`: less than `below_pct` percent apart in `test`, or inside its noise.
    `weeks_done`: `exercise` done for `weeks` weeks without pain.
    """

    need: Literal["passed", "held", "at", "test", "gate", "plyo_weeks", "asymmetry_below", "weeks_done"]
    exercise: str | None = None
    through: str | None = None
    stage: str | None = None
    microstep: int | None = None
    seconds: int | None = None
    test: str | None = None
    at_least: int | None = None
    gate: Literal["plyo_gate", "phase_4"] | None = None
    weeks: int | None = None
    clean: bool = False
    below_pct: int | None = None

    @model_validator(mode="after")
    def _has_its_fields(self) -> Self:
        given = {field for field, value in self if value is not None and value is not False} - {"need"}
        wanted = _NEED_FIELDS[self.need]
        if missing := wanted - given:
            raise ValueError(f"{self.need} needs {', '.join(sorted(missing))}")
        if foreign := given - wanted - _NEED_EXTRAS.get(self.need, set()):
            raise ValueError(f"{self.need} has no {', '.join(sorted(foreign))}")
        return self


class Exercise(Frozen):
    id: Id
    name: Text
    ladder: str
    rung: Low
    """From 1 at the bottom; 0 in the warm-up and cool-down, which are no ladders to climb."""
    category: Category
    days: tuple[Literal["unilateral", "bilateral", "accessory", "run", "test", "warmup", "cooldown"], ...]
    sides: Literal["per_leg", "both"]
    skill: Skill
    phase_min: PhaseNo
    equipment: tuple[str, ...]
    """What to have at hand, in words."""
    requires: tuple[str, ...] = ()
    """Equipment ids without which it cannot be done."""
    requires_any: tuple[str, ...] = ()
    """Equipment ids of which at least one is needed; empty asks for nothing."""
    setup: Text
    how: tuple[Text, ...]
    cues: tuple[Text, ...]
    faults: tuple[Text, ...]
    checklist: dict[Item, str]
    critical: tuple[Item, ...]
    dose: Dose
    contacts: Contacts | None = None
    stages: tuple[str, ...]
    microsteps: dict[str, tuple[Text, ...]] = {}
    entry: tuple[EntryNeed, ...] = ()
    entry_text: tuple[Text, ...] = ()
    easier: tuple[Text, ...] = ()
    source: Tags


class Ladder(Frozen):
    id: Id
    name: Text
    pattern: Id
    priority: Priority
    rungs: Annotated[tuple[str, ...], Field(min_length=1)]
    unordered: bool = False


class Stage(Frozen):
    id: Id
    kind: Literal["control", "development"]
    name: Text
    change: Text
    phase_min: PhaseNo
    tempo: Tempo | None = None
    """The stage's own tempo; None keeps the exercise's."""
    step: Some = 1
    """What one counted micro-step adds to the target: reps, seconds or contacts. Timed sets add `step_s`."""
    step_s: Some = 5
    requires_any: tuple[str, ...] = ()
    """Equipment ids of which at least one is needed; without any of them the stage is left out."""
    source: Tags


class ScoreWords(Frozen):
    """One of the three scores an item can get: the word on the button and when it is true."""

    score: Annotated[int, Field(ge=0, le=2)]
    word: Text
    rule: Text
    source: Tags


class ItemWords(Frozen):
    """`scores`: what lost, wobbly and clean look like here. `only` is the one category it belongs to."""

    id: Item
    label: Text
    cue: Text
    critical_default: bool
    scores: dict[int, str]
    only: Category | None = None
    source: Tags


class SkillClass(Frozen):
    """A kind of demand and the dose it usually gets."""

    id: Skill
    name: Text
    reps: Range | None = None
    sets: Range | None = None
    counts: Literal["reps", "seconds", "contacts", "repeats"]
    source: Tags


class Equipment(Frozen):
    id: Id
    name: Text


class QualityRules(Sourced):
    """A set is good up to `good_points_max` fault points, fair up to `fair_points_max`, else poor.

    A leg is good in a session with at most sets // `fair_sets_divisor` fair sets and no poor one, and poor
    when `poor_sets_divisor` times the poor sets reach the sets.
    """

    good_points_max: int
    fair_points_max: int
    fair_sets_divisor: int
    poor_sets_divisor: int
    eligible_sets_min: int
    """Sets a leg must have done where at least so many were prescribed."""


class AdvanceRules(Sourced):
    sessions: int
    window_days: int
    streak_gap_days: int
    load_extra_reps: int
    load_extra_reps_big_step: int
    load_step_min_pct: int
    load_step_max_pct: int
    pain_max_strength: int
    pain_max_plyo: int
    rir_min: int
    ladder_days_min: int
    plyo_advances_max: int
    plyo_advances_days: int
    video_days: int


class PainRules(Sourced):
    """`stop` ends an exercise; `settle_*` and above may be held only if the morning is as usual."""

    stop: int
    settle_strength: int
    settle_plyo: int
    settle_less_pct: int
    """How much less load or range after pain that settled."""
    reload_hours: int
    """Hours before loading again after pain that was worse next morning."""
    calm_days: int
    calm_max: int
    """Jumps come back after `calm_days` days at this pain or less."""


class RegressRules(Sourced):
    knee_sets: int
    poor_running: int
    not_good_running: int


class InSessionRules(Sourced):
    """What changes between two sets of the same exercise."""

    poor_less_range_pct: Range
    poor_less_load_pct: int
    end_after_poor_sets: int
    fade_fewer_reps: int


class PlacementRules(Sourced):
    """One set a leg from the first rung upward; the start is the last rung good on both legs."""

    sets: int
    reps: int
    seconds: int
    pain_max: int
    after_gap_days: int
    phase_max: int
    plyo_rung_max: int


class RouteRules(Sourced):
    """From phase 2: control stages, `before_next_rung`, the next rung if open, else `instead` in order."""

    before_next_rung: tuple[str, ...]
    instead: tuple[str, ...]


class GapBand(Frozen):
    """What so many days since a ladder's last session do to it. `days_max` None has no end.

    `back` and `jumps_back` say how far down: the same dose, a stage, a rung, the first rung, placement again.
    `sets_pct` holds one value a week until full sets return.
    """

    days_min: Low
    days_max: int | None
    back: Literal["none", "stage", "rung", "placement"]
    jumps_back: Literal["none", "dose", "rung", "first_rung"]
    streak_reset: bool
    sets_fewer: Low
    sets_pct: tuple[Pct, ...]
    contacts_pct: Pct
    closes: tuple[GateId, ...]
    reassess: bool
    text: Text
    source: Tags


class AbsenceRules(Sourced):
    symptom_free_days: int
    """After an illness with fever."""
    restart_days_min: int
    """Phase 1 again after the longest gap, if its tests pass."""
    text: tuple[Text, ...]


class PlyoWeek(Frozen):
    """A row of the jump table. `high_max` contacts of `contacts` may be of high intensity."""

    week: Some
    sessions: Some
    contacts: Some
    high_max: Low
    opens: tuple[str, ...]
    deload: bool


class PlyoRules(Sourced):
    """Jumps are counted in contacts: landings of the busier foot, both feet together once."""

    weeks: tuple[PlyoWeek, ...]
    repeat_last: int
    """So many last rows repeat for ever after the table's end."""
    session_max: dict[Experience, int]
    sessions_week_max: int
    hours_between: int
    weekly_growth_max_pct: int
    """Of the contacts of the last jump week that was no deload."""
    set_contacts_max: dict[Literal["low", "medium", "high"], int]
    box_max_cm: dict[Literal["two_leg", "single_leg"], int]
    rest_per_work: Range
    lagging_extra_contacts: int
    hill_session_contacts: int
    """What each hill session takes from the week's contacts in phase 4."""
    phase_4_sessions: Range


class SorenessRule(Frozen):
    """What soreness of a joint or tendon after jumps does. `effect` is on the verdict of the jump ladder."""

    id: Literal["none", "warmup_then_gone", "warmup_and_stays", "lasted", "muscle_only"]
    effect: Literal["none", "hold", "back"]
    days_off: Low
    text: Text
    source: Tags


class Tier(Frozen):
    """How far the plan leans toward the lagging leg."""

    id: Annotated[int, Field(ge=0, le=3)]
    name: Text
    lagging_first: bool
    other_copies: bool
    extra_sets: Low
    accessory: bool
    freeze: bool
    text: Text


class AccessoryBlock(Sourced):
    """Extra work of the lagging leg alone, in tier 2."""

    exercises: tuple[str, ...]
    sets: int
    reps: Range
    days_a_week: Range


class AsymmetryRules(Sourced):
    """Percentages are 100 x (max - min) / max, once the difference is above noise and confirmed."""

    watch_pct: int
    lagging_pct: int
    priority_pct: int
    refer_pct: int
    """With pain of `refer_pain` or more in that test."""
    refer_pain: int
    confirm_days: int
    headline_days: int
    lock_pct: int
    locks: tuple[str, ...]
    tiers: tuple[Tier, ...]
    tier_2_after_days: int
    """Days in tier 1 after which a `lagging_pct` difference enters tier 2."""
    tier_3_after_days: int
    """Days in tier 2 after which a `priority_pct` difference enters tier 3."""
    down_assessments: int
    down_below_pct: int
    extra_sets_max_pct: int
    plyo_extra_sets: int
    accessory: AccessoryBlock
    points_gap: int
    points_sessions: int
    """Mean fault points this far apart over so many sessions are a control asymmetry."""
    rir_gap: int
    rir_sessions: int
    expect_weeks: Range


class ScheduleRule(Frozen):
    """A rule of the week, as the runner reads it. Hard ones are never broken, soft ones are preferred."""

    id: Annotated[str, Field(pattern=r"^[HP][1-9]$")]
    kind: Literal["hard", "soft"]
    text: Text
    source: Tags


class ScheduleRules(Sourced):
    """Hours are counted start to start. Each field names the rule it is the number of."""

    key_runs: tuple[Literal["easy", "hard", "long", "race"], ...]
    before_key_run_h: int
    """H1, for all but light sessions."""
    after_hard_run_h: int
    """H2."""
    between_unilateral_h: int
    """H3."""
    between_plyo_h: int
    """H3."""
    before_race_h: int
    """H4, light sessions too."""
    after_long_run_h: int
    """H5."""
    heavy_before_hard_h: int
    """P1."""
    race_week_days_before: int
    """P5."""
    race_week_sessions: int
    race_week_sets_pct: int
    taper_days: Range
    heavy_rir_max: int
    light_rpe_max: int
    light_minutes_max: int
    long_session_minutes: int
    """A session planned longer than this is warned about."""
    rules: tuple[ScheduleRule, ...]


class RestRules(Sourced):
    """Defaults between sets in seconds, where an exercise's own `dose.rest_s` does not say."""

    accessory_s: int
    stable_s: int
    high_s: int
    loaded_s: int
    plyo_s: int
    plyo_range_s: Range


class HillRules(Sourced):
    """Running drills of phase 4. Reps grow by `weekly_add` a week up to `reps_max`, then seconds grow."""

    strides_weeks: int
    strides_a_week: int
    start_reps: Range
    weekly_add: Range
    reps_max: Range
    seconds: tuple[int, ...]
    grade_pct: Range
    last_grade_pct: int
    key_run_above_reps: int


class Rules(Frozen):
    quality: QualityRules
    advance: AdvanceRules
    pain: PainRules
    regress: RegressRules
    in_session: InSessionRules
    placement: PlacementRules
    route: RouteRules
    gaps: tuple[GapBand, ...]
    absence: AbsenceRules
    plyo: PlyoRules
    soreness: tuple[SorenessRule, ...]
    asymmetry: AsymmetryRules
    schedule: ScheduleRules
    rest: RestRules
    hills: HillRules


class Criterion(Frozen):
    """One thing a gate asks. `id` is what `failed` holds when it is not met."""

    id: Id
    text: Text
    source: Tags


class Phase2Gate(Sourced):
    id: Literal["phase_2"]
    name: Text
    criteria: tuple[Criterion, ...]
    days: int
    seasoned_days: int
    sessions_pct: int
    sessions_a_week: int
    ladders: tuple[str, ...]
    good_sessions: int
    step_down_max: int
    stand_s: int
    pain_max: int
    pain_days: int


class HopTolerance(Sourced):
    two_leg: str
    two_leg_sets: int
    two_leg_reps: int
    one_leg: str
    one_leg_reps: int
    landing_min: int
    pain_max: int
    morning_max: int


class PlyoGate(Sourced):
    """Calf raises asked of each leg: `calf_norm_pct` of the norm, half up, from `calf_low` to `calf_high`."""

    id: Literal["plyo_gate"]
    name: Text
    criteria: tuple[Criterion, ...]
    plan_day: int
    """Days since the start, which is day 0."""
    calf_norm_pct: int
    calf_low: int
    calf_high: int
    calf_unknown: int
    step_down_max: int
    squat: str
    squat_stage: str
    squat_reps: int
    squat_test: str
    """So many reps of each leg in this test show the same squat."""
    stand_s: int
    pain_max: int
    pain_days: int
    hop_tolerance: HopTolerance


class Phase4Gate(Sourced):
    id: Literal["phase_4"]
    name: Text
    criteria: tuple[Criterion, ...]
    plan_day: int
    plyo_weeks: int
    clean_weeks: int
    hop_test: str
    asymmetry_below_pct: int
    pain_max: int
    pain_days: int


class Gates(Frozen):
    phase_2: Phase2Gate
    plyo_gate: PlyoGate
    phase_4: Phase4Gate


class Template(Frozen):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,64}$")]
    name: Text
    type: SessionType
    phase: PhaseNo | None
    minutes: Range
    slots: tuple[str, ...]
    sets: Some
    other_sets: Some | None = None
    """Sets of ladders that are not core, where they differ."""
    rir_min: int | None = None
    rpe_max: int | None = None
    source: Tags


class Phase(Frozen):
    id: PhaseNo
    name: Text
    first_week: Some
    last_week: int | None
    focus: Text
    source: Tags


class DeloadRules(Sourced):
    """A lighter week, early when ladders regress or effort climbs.

    A single session is made lighter when `early_poor_answers` of sleep and energy are poor.
    """

    every_weeks: int
    sets_pct: int
    early_ladders: int
    early_ladders_days: int
    early_rpe_above: int
    early_rpe_days: int
    early_poor_answers: int


class Level(Sourced):
    definition: Text
    unilateral_days: Range
    bilateral_days: Range
    baseline_weeks_min: int
    reactive_deload: bool
    expect: Text


class ExampleDay(Frozen):
    """One day of a week that obeys every hard rule. `letter` tells the unilateral sessions apart."""

    weekday: WeekdayNo
    run: Literal["none", "easy", "hard", "long"]
    run_optional: bool = False
    session: SessionType | None = None
    letter: Literal["A", "B", "C"] | None = None
    jumps: bool = False
    text: Text


class ExampleWeek(Frozen):
    id: Id
    name: Text
    level: Experience
    days: Annotated[tuple[ExampleDay, ...], Field(min_length=7, max_length=7)]


class Program(Sourced):
    id: Id
    name: Text
    levels: dict[Experience, Level]
    phases: tuple[Phase, ...]
    deload: DeloadRules
    templates: tuple[Template, ...]
    order: tuple[str, ...]
    """The parts of a session, first to last."""
    warmup: tuple[str, ...]
    warmup_minutes: Range
    warmup_then: Text
    cooldown: tuple[str, ...]
    cooldown_minutes: Range
    unilateral_hours_between: int
    morning_check_days: int
    leg_change_s: int
    leg_change_loaded_s: int
    leg_change_plyo_s: int
    leg_change_loaded_rir: int
    """At so many reps in reserve or fewer, a bodyweight set counts as loaded for the change of leg."""
    weeks: tuple[ExampleWeek, ...]


class NormRow(Frozen):
    """What is typical from `age_from` up to the next row, in the test's stored unit."""

    sex: Literal["f", "m", "any"]
    age_from: int
    value: int


class NormBand(Frozen):
    id: Literal["good", "medium", "average", "poor"]
    low: int
    high: int | None


class Norms(Frozen):
    """Values to read a result against, in tenths of the stored unit where the name says so, else in it.

    `symmetry_min_pct` is 100 minus the difference at most. `of_height_pct` is by sex.
    `composite_pct` is of leg length.
    """

    rows: tuple[NormRow, ...] = ()
    bands: tuple[NormBand, ...] = ()
    target: int | None = None
    typical: int | None = None
    typical_tenths: int | None = None
    healthy_mean: Range | None = None
    watch_difference: int | None = None
    symmetry_min_pct: int | None = None
    of_height_pct: dict[Literal["f", "m"], int] = {}
    composite_pct: int | None = None
    text: Text
    source: Tags


class TestFault(Frozen):
    """One fault that a scored test counts, and its points."""

    id: Id
    text: Text
    points: Some


class VideoProtocol(Sourced):
    """Film after `minutes` of easy running.

    A fault counts when `fault_from` of `strides` show it on one leg and at most `other_leg_max` on the other.
    """

    minutes: int
    clip_s: int
    frames_per_s_min: int
    strides: int
    fault_from: int
    other_leg_max: int
    checks: tuple[Text, ...]


class Test(Frozen):
    """A measurement of one leg. Trials are stored as whole numbers: `unit` times `stored_per_unit`.

    `noise_tenths` is in tenths of the stored unit, so that 5.5 cm is 55 and 0.17 s (17 hundredths) is 170;
    `noise_pct` is of the mean of both legs. A difference equal to the noise is noise.
    `value` says whether the best trial or the mean counts. `cap` is in the stored unit.
    """

    __test__ = False  # it is no class of tests, whatever pytest thinks of its name

    id: Id
    name: Text
    unit: Literal["reps", "points", "cm", "s", "pass_fail"]
    stored_per_unit: Literal[1, 100]
    better: Literal["higher", "lower"]
    trials: Annotated[int, Field(ge=1, le=3)]
    practice: Low = 0
    value: Literal["best", "mean"]
    use_for_asymmetry: bool
    noise_tenths: int | None = None
    noise_two_days_tenths: int | None = None
    """When the means of two days are compared."""
    noise_pct: int | None = None
    noise_text: Text
    noise_source: Tags
    cap: int | None = None
    seconds: int | None = None
    """How long it lasts, where it is timed."""
    metronome_bpm: int | None = None
    reps_per_min: int | None = None
    hold_s: int | None = None
    reps: int | None = None
    protocol: tuple[Text, ...]
    stop: tuple[Text, ...] = ()
    faults: tuple[TestFault, ...] = ()
    video: VideoProtocol | None = None
    norms: Norms | None = None
    extra_set_ladders: tuple[str, ...] = ()
    """Where the extra set of tier 2 goes when this test shows the lagging leg."""
    caution: Text | None = None
    source: Tags


class TestDay(Sourced):
    """What holds for every test. `learned` tests count from their second day on."""

    __test__ = False  # see Test

    warmup_minutes: Range
    between_legs_s: int
    stop_pain: int
    every_weeks: int
    after_hard_run_h: int
    learned: tuple[str, ...]
    text: tuple[Text, ...]


class RedFlag(Frozen):
    id: Id
    level: Literal["stop_today", "see_professional", "urgent"]
    text: Text
    source: Tags


class ScreeningQuestion(Frozen):
    """A yes means: ask first. `before_jumps` means a clinician's yes before jumping, too."""

    id: Id
    text: Text
    if_yes: Text
    before_jumps: bool
    source: Tags


class PainBand(Frozen):
    id: Literal["fine", "settle", "stop"]
    low: Annotated[int, Field(ge=0, le=10)]
    high: Annotated[int, Field(ge=0, le=10)]
    text: Text


class PainScale(Frozen):
    text: Text
    strength: tuple[PainBand, ...]
    plyo: tuple[PainBand, ...]
    source: Tags


class Safety(Sourced):
    disclaimer: Text
    questions: tuple[ScreeningQuestion, ...]
    red_flags: tuple[RedFlag, ...]
    stop_today: tuple[Text, ...]
    see_professional: tuple[Text, ...]
    urgent: tuple[Text, ...]
    pain_scale: PainScale
    muscle_soreness_max_h: int
    adult_from_years: int


class Source(Frozen):
    """Where numbers come from: a page, an article, or our own choice. `seen` is what it said."""

    title: Text
    url: str | None = None
    seen: Text


class Catalog(Frozen):
    """Everything that is known before a runner has done anything."""

    version: Some
    items: tuple[ItemWords, ...]
    scores: tuple[ScoreWords, ...]
    skills: tuple[SkillClass, ...]
    stages: tuple[Stage, ...]
    equipment: tuple[Equipment, ...]
    ladders: tuple[Ladder, ...]
    exercises: tuple[Exercise, ...]
    """In the order of the ladders and their rungs."""
    program: Program
    extra_templates: tuple[Literal["placement", "hop_tolerance"], ...]
    """Sessions that are logged like any other and never judged as training."""
    gates: Gates
    rules: Rules
    tests: tuple[Test, ...]
    """In the order in which they are done on a test day."""
    test_day: TestDay
    safety: Safety
    sources: dict[str, Source]
    dose_sources: dict[str, Tags]
    """Part of an exercise's dose → where such numbers come from."""
    words: dict[str, dict[str, str]]
    """Group → code → sentence template."""

    @cached_property
    def exercise_by_id(self) -> dict[str, Exercise]:
        return {exercise.id: exercise for exercise in self.exercises}

    @cached_property
    def ladder_by_id(self) -> dict[str, Ladder]:
        return {ladder.id: ladder for ladder in self.ladders}

    @cached_property
    def stage_by_id(self) -> dict[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def template_by_id(self) -> dict[str, Template]:
        return {template.id: template for template in self.program.templates}

    @cached_property
    def test_by_id(self) -> dict[str, Test]:
        return {test.id: test for test in self.tests}

    @cached_property
    def item_by_id(self) -> dict[str, ItemWords]:
        return {item.id: item for item in self.items}
