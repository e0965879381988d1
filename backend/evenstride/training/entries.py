"""What may be written in the log: one body shape per kind, and the judgement every door applies.

A body is validated once, at the door, and is then read as the typed dictionary it is.
`judge` is the same function on the phone and on the server (CONTRACT.md section 3 and 4).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Annotated, Any, Literal, NamedTuple, NotRequired, cast

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError, with_config
from pydantic_core import SchemaValidator, core_schema
from typing_extensions import TypedDict  # pydantic needs this one below Python 3.12

from evenstride.training.units import SAFE_INT_MAX

UUID_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
RECORD_TEXT = re.compile(r"[a-z0-9:_-]{1,64}")
KIND_TEXT = re.compile(r"[a-z0-9_]{1,64}")
HLC_TEXT = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{16}")
ERASURE_TEXT = re.compile(r"erase:" + UUID_TEXT.pattern)
SETTING_PREFIX = "setting:"

NOTE_MAX_CHARS = 500
BODY_MAX_DEPTH = 8
"""Deep enough for every kind; shallow enough that no parser is hurt by a hostile body."""

_STRICT = ConfigDict(strict=True, extra="allow")


def _real_date(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError("is not a YYYY-MM-DD date")
    date.fromisoformat(text)
    return text


LocalDate = Annotated[str, AfterValidator(_real_date)]
ClockTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Uuid = Annotated[str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Instant = Annotated[int, Field(ge=0, le=SAFE_INT_MAX)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Grams = Annotated[int, Field(ge=0, le=1_000_000)]
Pain = Annotated[int, Field(ge=0, le=10)]
Score = Annotated[int, Field(ge=0, le=2)]
Note = Annotated[str, Field(max_length=NOTE_MAX_CHARS, pattern=r"^[^\x00]*$")]
Tempo = Annotated[str, Field(max_length=32, pattern=r"^[^\x00]*$")]
Side = Literal["left", "right", "both"]
Weekday = Annotated[int, Field(ge=1, le=7, strict=True)]


@with_config(_STRICT)
class Checks(TypedDict):
    knee_alignment: NotRequired[Score]
    neutral_pelvis: NotRequired[Score]
    smooth_breath: NotRequired[Score]
    quiet_landing: NotRequired[Score]


@with_config(_STRICT)
class SettingChanged(TypedDict):
    key: Literal[
        "experience",
        "strength_weekdays",
        "run_week",
        "equipment",
        "smallest_load_step_g",
        "units",
        "birth_year",
        "sex",
        "height_cm",
        "language",
        "races",
        "time_off",
    ]
    value: Any


@with_config(_STRICT)
class RunOfWeek(TypedDict):
    weekday: Weekday
    type: Literal["easy", "hard", "long"]
    at: ClockTime


@with_config(_STRICT)
class Race(TypedDict):
    on: LocalDate
    at: ClockTime


# `from` is a keyword, so this one is written as a call and configured by hand.
TimeOff = TypedDict(
    "TimeOff", {"from": LocalDate, "to": LocalDate, "why": Literal["sick", "holiday", "other"]}
)
TimeOff.__pydantic_config__ = _STRICT  # type: ignore[attr-defined] # what with_config does to a class


@with_config(_STRICT)
class ScreeningAnswered(TypedDict):
    answered_on: LocalDate
    answers: dict[Id, bool]
    cleared: bool


@with_config(_STRICT)
class PlanStarted(TypedDict):
    program: Id
    started_on: LocalDate
    experience: Literal["beginner", "seasoned"]


@with_config(_STRICT)
class RungChosen(TypedDict):
    ladder: Id
    exercise: Id
    stage: Id
    microstep: Annotated[int, Field(ge=0, le=100)]
    chosen_at: Instant
    by: Literal["placement", "runner", "coach"]
    why: Note | None


@with_config(_STRICT)
class Prescribed(TypedDict):
    ladder: Id
    exercise: Id
    stage: Id
    microstep: Annotated[int, Field(ge=0, le=100)]
    sets: Annotated[int, Field(ge=0, le=100)]
    reps_low: Count | None
    reps_high: Count | None
    seconds_low: Count | None
    seconds_high: Count | None
    load_g: Grams | None
    tempo: Tempo | None
    first_side: Side | None


@with_config(_STRICT)
class SessionStarted(TypedDict):
    plan: Uuid | None
    template: Id
    performed_on: LocalDate
    started_at: Instant
    utc_offset_min: Annotated[int, Field(ge=-1440, le=1440)]
    deload: bool
    sleep: Literal["poor", "ok"] | None
    energy: Literal["poor", "ok"] | None
    prescribed: Annotated[list[Prescribed], Field(max_length=40)]


@with_config(_STRICT)
class SetLogged(TypedDict):
    session: Uuid
    ladder: Id
    exercise: Id
    stage: Id
    microstep: Annotated[int, Field(ge=0, le=100)]
    side: Side
    set_no: Annotated[int, Field(ge=1, le=100)]
    reps: Count | None
    seconds: Count | None
    load_g: Grams | None
    tempo: Tempo | None
    checks: Checks
    rir: Annotated[int, Field(ge=0, le=5)] | None
    pain: Pain
    stopped: Literal["done", "time", "quality", "pain"]
    performed_at: Instant
    note: Note | None


@with_config(_STRICT)
class SessionFinished(TypedDict):
    session: Uuid
    finished_at: Instant
    rpe: Annotated[int, Field(ge=1, le=10)] | None
    ended: Literal["complete", "time", "quality", "pain"]
    note: Note | None


@with_config(_STRICT)
class MorningChecked(TypedDict):
    session: Uuid
    checked_on: LocalDate
    pain_change: Annotated[int, Field(ge=-10, le=10)]
    soreness: Literal["none", "warmup_then_gone", "warmup_and_stays", "lasted", "muscle_only"]


@with_config(_STRICT)
class SessionMoved(TypedDict):
    template: Id
    from_on: LocalDate
    to_on: LocalDate
    why: Note | None


@with_config(_STRICT)
class RunLogged(TypedDict):
    performed_on: LocalDate
    started_at: Instant
    type: Literal["easy", "hard", "long", "race"]
    duration_s: Annotated[int, Field(ge=0, le=604_800)]
    distance_m: Annotated[int, Field(ge=0, le=1_000_000)] | None


@with_config(_STRICT)
class TestMeasured(TypedDict):
    test: Id
    side: Side
    performed_on: LocalDate
    performed_at: Instant
    trials: Annotated[list[Count], Field(min_length=1, max_length=3)]
    pain: Pain
    note: Note | None


@with_config(_STRICT)
class RedFlagChanged(TypedDict):
    flag: Id
    open: bool
    changed_on: LocalDate


@with_config(_STRICT)
class VideoChecked(TypedDict):
    exercise: Id
    side: Side
    performed_on: LocalDate
    checks: Checks
    by: Literal["self", "coach", "camera"]


@with_config(_STRICT)
class RecordErased(TypedDict):
    kind: Id
    record: Annotated[str, Field(pattern=r"^[a-z0-9:_-]{1,64}$")]
    erased_at: Instant


BODIES: Mapping[str, TypeAdapter[Any]] = {
    "setting_changed": TypeAdapter(SettingChanged),
    "screening_answered": TypeAdapter(ScreeningAnswered),
    "plan_started": TypeAdapter(PlanStarted),
    "rung_chosen": TypeAdapter(RungChosen),
    "session_started": TypeAdapter(SessionStarted),
    "set_logged": TypeAdapter(SetLogged),
    "session_finished": TypeAdapter(SessionFinished),
    "morning_checked": TypeAdapter(MorningChecked),
    "session_moved": TypeAdapter(SessionMoved),
    "run_logged": TypeAdapter(RunLogged),
    "test_measured": TypeAdapter(TestMeasured),
    "red_flag_changed": TypeAdapter(RedFlagChanged),
    "video_checked": TypeAdapter(VideoChecked),
    "record_erased": TypeAdapter(RecordErased),
}
"""Kind → the shape of its body at version 1."""

SETTING_VALUES: Mapping[str, TypeAdapter[Any]] = {
    "experience": TypeAdapter(Literal["beginner", "seasoned"]),
    "strength_weekdays": TypeAdapter(Annotated[list[Weekday], Field(max_length=7)]),
    "run_week": TypeAdapter(Annotated[list[RunOfWeek], Field(max_length=21)]),
    "equipment": TypeAdapter(Annotated[list[Id], Field(max_length=40)]),
    "smallest_load_step_g": TypeAdapter(Annotated[int, Field(ge=1, le=100_000, strict=True)]),
    "units": TypeAdapter(Literal["kg", "lb"]),
    "birth_year": TypeAdapter(Annotated[int, Field(ge=1900, le=2200, strict=True)]),
    "sex": TypeAdapter(Literal["f", "m", "unspecified"]),
    "height_cm": TypeAdapter(Annotated[int, Field(ge=50, le=280, strict=True)]),
    "language": TypeAdapter(Annotated[str, Field(pattern=r"^[a-zA-Z-]{2,16}$", strict=True)]),
    "races": TypeAdapter(Annotated[list[Race], Field(max_length=100)]),
    "time_off": TypeAdapter(Annotated[list[TimeOff], Field(max_length=100)]),
}

KNOWN_VERSION = 1


def _plain_entry(body: TypeAdapter[Any]) -> core_schema.CoreSchema:
    fields: dict[str, core_schema.CoreSchema] = {
        "id": core_schema.str_schema(pattern=_WHOLE_UUID, strict=True),
        "record": core_schema.str_schema(pattern=_WHOLE_UUID, strict=True),
        "kind": core_schema.str_schema(strict=True),
        "v": core_schema.int_schema(ge=1, le=KNOWN_VERSION, strict=True),
        "hlc": core_schema.str_schema(pattern=f"^{HLC_TEXT.pattern}$", strict=True),
        "body": core_schema.nullable_schema(body.core_schema),
    }
    return core_schema.typed_dict_schema(
        {name: core_schema.typed_dict_field(schema) for name, schema in fields.items()}
    )


_WHOLE_UUID = f"^{UUID_TEXT.pattern}$"
_PLAIN = core_schema.tagged_union_schema(
    {
        kind: _plain_entry(body)
        for kind, body in BODIES.items()
        # Their records are no UUIDs, and a setting's value may be anything.
        if kind not in ("setting_changed", "record_erased")
    },
    discriminator="kind",
)

_HEAD_FIELDS = tuple(
    (field, form.fullmatch)
    for field, form in (("id", UUID_TEXT), ("record", RECORD_TEXT), ("kind", KIND_TEXT), ("hlc", HLC_TEXT))
)


class Entry(NamedTuple):
    """One line of the log. `body` is None when this version retracts the record."""

    id: str
    record: str
    kind: str
    v: int
    hlc: str
    body: dict[str, Any] | None


class Refusal(NamedTuple):
    """Why an entry may not enter the log, in the words of CONTRACT.md section 4."""

    code: Literal["malformed", "unknown_kind", "unknown_version"]
    detail: str


_WITHOUT_AMOUNT = Refusal("malformed", "a set has either reps or seconds")


class Odd(NamedTuple):
    """An offered entry as it came, to be judged at length."""

    raw: object


Read = dict[str, Any] | Odd
"""What `PLAIN_OR_ODD` gives."""

PLAIN_OR_ODD = core_schema.union_schema(
    [_PLAIN, core_schema.no_info_after_validator_function(Odd, core_schema.any_schema())],
    mode="left_to_right",
)
"""Reads what nearly every entry is: fields we know, each as we know it, and with `extra="forbid"` nothing
else. Only a shortcut past `_judged`, which says the same of it and takes four times as long."""

_READ = SchemaValidator(PLAIN_OR_ODD)
_fields_of = itemgetter(*Entry._fields)
_entry: Callable[[tuple[Any, ...]], Entry] = partial(tuple.__new__, Entry)
"""As `Entry._make`, in a third of the time: once for each entry of every push."""


def judge(raw: object) -> Entry | Refusal:
    """The entry `raw` is, or why it is none. `raw` is parsed JSON; nothing in it is trusted."""
    return judge_read(read(raw))


def read(raw: object) -> Read:
    """Parsed JSON as `PLAIN_OR_ODD` reads it."""
    found: Read = _READ.validate_python(raw, extra="forbid")
    return found


def judge_read(read: Read) -> Entry | Refusal:
    """As `judge`, of what `PLAIN_OR_ODD` has read already."""
    if isinstance(read, Odd):
        return _judged(read.raw)
    if read["kind"] == "set_logged" and (body := read["body"]) and _is_without_amount(body):
        return _WITHOUT_AMOUNT
    return _entry(_fields_of(read))


def _judged(raw: object) -> Entry | Refusal:
    if not isinstance(raw, dict):
        return Refusal("malformed", "an entry is a JSON object")
    for field, fits in _HEAD_FIELDS:
        value = raw.get(field)
        if not isinstance(value, str) or not fits(value):
            return Refusal("malformed", f"{field} is missing or not of its form")
    version = raw.get("v")
    if type(version) is not int or not 1 <= version <= SAFE_INT_MAX:
        return Refusal("malformed", "v is a whole number from 1")
    if "body" not in raw or not isinstance(raw["body"], dict | None):
        return Refusal("malformed", "body is an object or null")
    if raw["kind"] not in BODIES:
        return Refusal("unknown_kind", f"this build does not know {raw['kind']}")
    if version > KNOWN_VERSION:
        return Refusal("unknown_version", f"this build knows {raw['kind']} up to version {KNOWN_VERSION}")
    entry = Entry(raw["id"], raw["record"], raw["kind"], version, raw["hlc"], raw["body"])
    fault = _fault_of(entry)
    return Refusal("malformed", fault) if fault else entry


def _fault_of(entry: Entry) -> str | None:
    """What is wrong with an entry of a known kind and version; None when nothing is."""
    if entry.kind == "setting_changed":
        if not entry.record.startswith(SETTING_PREFIX):
            return "a setting's record is setting:<key>"
    elif entry.kind == "record_erased":
        if entry.body is None:
            return "an erasure cannot be retracted"
        if not ERASURE_TEXT.fullmatch(entry.record):
            return "an erasure's record is erase:<uuid>"
    elif not UUID_TEXT.fullmatch(entry.record):
        return f"the record of {entry.kind} is a UUID"
    if entry.body is None:
        return None
    return _unstorable(entry.body, BODY_MAX_DEPTH) or _body_fault(entry, entry.body)


def setting_holds(body: Mapping[str, Any]) -> bool:
    """Whether a setting's value is one this build knows."""
    adapter = SETTING_VALUES.get(body.get("key", ""))
    if adapter is None:
        return False
    try:
        adapter.validate_python(body.get("value"))
    except ValidationError:
        return False
    return True


def _body_fault(entry: Entry, body: dict[str, Any]) -> str | None:
    try:
        BODIES[entry.kind].validate_python(body)
        if entry.kind == "setting_changed":
            SETTING_VALUES[body["key"]].validate_python(body["value"])
    except ValidationError as error:
        return _sentence(error)
    if entry.kind == "setting_changed" and entry.record != SETTING_PREFIX + body["key"]:
        return "the record does not name the setting's key"
    if entry.kind == "set_logged" and _is_without_amount(body):
        return _WITHOUT_AMOUNT.detail
    return None


def _is_without_amount(body: dict[str, Any]) -> bool:
    """True when a set has neither reps nor seconds, or both."""
    return (body["reps"] is None) == (body["seconds"] is None)


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "value"
    return f"{where}: {first['msg']}"


def _unstorable(value: object, depth: int) -> str | None:
    """Why a JSON value cannot rest in a body: a float, a huge number, NUL, a lone surrogate, too deep."""
    if depth < 0:
        return "nested too deeply"
    match value:
        case None | bool():
            return None
        case int():
            return None if -SAFE_INT_MAX <= value <= SAFE_INT_MAX else "a number is past 2^53 - 1"
        case float():
            return "numbers are whole; use a smaller unit"
        case str():
            return _unstorable_text(value)
        case list():
            for item in value:
                if fault := _unstorable(item, depth - 1):
                    return fault
        case dict():
            for key, item in cast("dict[str, object]", value).items():
                if fault := _unstorable_text(key) or _unstorable(item, depth - 1):
                    return fault
        case _:
            return "not a JSON value"
    return None


def _unstorable_text(text: str) -> str | None:
    if "\x00" in text:
        return "text holds NUL"
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        return "text holds a lone surrogate"
    return None
