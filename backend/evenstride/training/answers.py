"""The shapes the app and the HTTP doors answer with (CONTRACT.md section 5): JSON, whole numbers only."""

from typing import Literal, TypedDict

Decision = Literal["advance", "hold", "regress", "stop", "return"]
Code = Literal[
    "ADV_STAGE",
    "ADV_RUNG",
    "ADV_LOAD",
    "HOLD_LEG",
    "HOLD_FADE",
    "HOLD_BUILD",
    "HOLD_EFFORT",
    "HOLD_PAIN",
    "HOLD_PAIN_SETTLED",
    "HOLD_PLYO_PAIN",
    "HOLD_DELOAD",
    "HOLD_BANKED",
    "REG_KNEE",
    "REG_POOR2",
    "REG_STREAK4",
    "REG_PAIN_AM",
    "STOP_PAIN",
    "STOP_RED_FLAG",
    "RETURN_GAP",
]
Leg = Literal["left", "right", "both"]
GateId = Literal["phase_2", "plyo_gate", "phase_4"]


class Verdict(TypedDict):
    """`exercise` and `stage` are where the next session is; `because` holds entry ids in training order."""

    decision: Decision
    code: Code
    leg: Leg | None
    item: str | None
    exercise: str
    stage: str
    reason: str
    because: list[str]


class LadderProgress(TypedDict):
    ladder: str
    exercise: str
    stage: str
    microstep: int
    phase_min: int
    streak: int
    verdict: Verdict | None


class GateProgress(TypedDict):
    id: GateId
    open: bool
    failed: list[str]


class Progress(TypedDict):
    phase: int
    week: int
    gates: list[GateProgress]
    ladders: list[LadderProgress]


class Item(TypedDict):
    ladder: str
    exercise: str
    stage: str
    microstep: int
    sets_left: int
    sets_right: int
    reps_low: int | None
    reps_high: int | None
    seconds_low: int | None
    seconds_high: int | None
    target: int
    load_g: int
    tempo: str
    rest_s: int
    first_side: Leg
    checklist: list[str]
    cue: str
    changed: str | None
    contacts: int


class EasyItem(TypedDict):
    """One line of the warm-up or the cool-down: a tick, never judged."""

    exercise: str
    sides: Literal["per_leg", "both"]
    reps_low: int | None
    reps_high: int | None
    seconds_low: int | None
    seconds_high: int | None


class NextSession(TypedDict):
    on: str
    template: str
    deload: bool
    why: str
    minutes: int
    items: list[Item]
    warmup: list[EasyItem]
    cooldown: list[EasyItem]


class Due(TypedDict):
    """Something to answer first: a morning's `session`, a video's `exercise`, a red flag's `flag`."""

    kind: Literal[
        "morning_check", "video_check", "test", "hop_tolerance", "placement", "red_flag", "screening"
    ]
    session: str | None
    exercise: str | None
    flag: str | None
    test: str | None


class Today(TypedDict):
    on: str
    next: NextSession | None
    due: list[Due]


class PlannedRun(TypedDict):
    type: str
    at: str


class PlannedSession(TypedDict):
    template: str
    type: Literal["unilateral", "bilateral", "light"]
    at: str | None
    minutes: int
    why: str


class PlanDay(TypedDict):
    on: str
    week: int
    phase: int
    deload: bool
    runs: list[PlannedRun]
    sessions: list[PlannedSession]
    tests: list[str]
    bent_rules: list[str]


class Plan(TypedDict):
    phase: int
    week: int
    days: list[PlanDay]


class SessionSet(TypedDict):
    id: str
    record: str
    exercise: str
    stage: str
    microstep: int
    side: Leg
    set_no: int
    reps: int | None
    seconds: int | None
    load_g: int
    checks: dict[str, int]
    rir: int | None
    pain: int
    stopped: str
    performed_at: int
    set_class: Literal["good", "fair", "poor"] | None
    """None for what another app logged: nobody watched."""


class SessionLadder(TypedDict):
    ladder: str
    sets: list[SessionSet]
    verdict: Verdict | None


class Session(TypedDict):
    session: str
    template: str
    performed_on: str
    started_at: int
    finished_at: int | None
    ended: str | None
    deload: bool
    pain_change: int | None
    ladders: list[SessionLadder]


class SymmetryTest(TypedDict):
    """The newest day both legs did a test. Values are whole numbers of the stored unit (hundredths of s).

    `noise` is what the difference must exceed. `band` reads the exact difference, `asymmetry_pct` rounds it.
    """

    test: str
    left: int
    right: int
    unit: str
    difference: int
    asymmetry_pct: int
    noise: int
    real: bool
    confirmed: bool
    band: Literal["none", "watch", "lagging", "priority", "refer"]
    tier: int


class SymmetryControl(TypedDict):
    """A gap between the legs in the log: mean fault points a set, or mean reps in reserve at equal work."""

    ladder: str
    leg: Leg
    kind: Literal["quality_gap", "rir_gap"]
    left: int
    right: int


class Symmetry(TypedDict):
    headline_pct: int | None
    lagging: Leg | None
    tests: list[SymmetryTest]
    control: list[SymmetryControl]
