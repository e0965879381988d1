"""Numbers of the training specification, read from the catalog one by one."""

import pytest

from evenstride.catalog import load
from evenstride.training.catalog import Template

CATALOG = load()
RULES = CATALOG.rules
PROGRAM = CATALOG.program
GATES = CATALOG.gates


def test_quality_cut_points() -> None:
    quality = RULES.quality
    assert (quality.good_points_max, quality.fair_points_max) == (1, 3)
    assert (quality.fair_sets_divisor, quality.poor_sets_divisor) == (3, 2)


def test_advance_conditions() -> None:
    advance = RULES.advance
    assert (advance.sessions, advance.window_days, advance.streak_gap_days) == (2, 14, 10)
    assert (advance.load_extra_reps, advance.load_extra_reps_big_step) == (2, 4)
    assert (advance.load_step_min_pct, advance.load_step_max_pct) == (2, 10)
    assert (advance.pain_max_strength, advance.pain_max_plyo, advance.rir_min) == (2, 1, 2)
    assert (advance.ladder_days_min, advance.video_days) == (6, 28)
    assert (advance.plyo_advances_max, advance.plyo_advances_days) == (2, 7)


def test_pain_and_regress_thresholds() -> None:
    pain, regress = RULES.pain, RULES.regress
    assert (pain.stop, pain.settle_strength, pain.settle_plyo) == (6, 4, 3)
    assert (pain.settle_less_pct, pain.reload_hours, pain.calm_days, pain.calm_max) == (20, 48, 7, 2)
    assert (regress.knee_sets, regress.poor_running, regress.not_good_running) == (2, 2, 4)


def test_inside_the_session() -> None:
    rules = RULES.in_session
    assert rules.poor_less_range_pct == (25, 50)
    assert (rules.poor_less_load_pct, rules.end_after_poor_sets, rules.fade_fewer_reps) == (20, 2, 2)


def test_placement() -> None:
    rules = RULES.placement
    assert (rules.sets, rules.reps, rules.seconds, rules.pain_max, rules.after_gap_days) == (1, 5, 10, 2, 28)


def test_the_route_after_the_control_stages() -> None:
    assert RULES.route.before_next_rung == ("slow_ecc",)
    assert RULES.route.instead == ("contrast", "band", "lever", "load")


@pytest.mark.parametrize(
    ("days", "back", "jumps_back", "sets_pct", "closes"),
    [
        ((0, 9), "none", "none", (), ()),
        ((10, 16), "none", "dose", (), ()),
        ((17, 27), "stage", "rung", (50, 75), ()),
        ((28, 83), "rung", "first_rung", (50, 75), ("plyo_gate",)),
        ((84, None), "placement", "first_rung", (), ("phase_2", "plyo_gate", "phase_4")),
    ],
)
def test_gap_bands(
    days: tuple[int, int | None],
    back: str,
    jumps_back: str,
    sets_pct: tuple[int, ...],
    closes: tuple[str, ...],
) -> None:
    band = next(band for band in RULES.gaps if band.days_min == days[0])
    assert band.days_max == days[1]
    assert (band.back, band.jumps_back, band.sets_pct, band.closes) == (back, jumps_back, sets_pct, closes)


def test_a_gap_of_ten_days_costs_a_set_and_of_seventeen_half_the_contacts() -> None:
    assert [band.sets_fewer for band in RULES.gaps] == [0, 1, 0, 0, 0]
    assert [band.contacts_pct for band in RULES.gaps] == [100, 100, 50, 100, 100]
    assert [band.streak_reset for band in RULES.gaps] == [False, True, True, True, True]


def test_the_jump_table() -> None:
    rows = [(week.week, week.sessions, week.contacts, week.high_max) for week in RULES.plyo.weeks]
    assert rows == [
        (8, 2, 40, 0),
        (9, 2, 50, 0),
        (10, 2, 60, 0),
        (11, 2, 70, 12),
        (12, 2, 40, 0),
        (13, 2, 80, 20),
        (14, 2, 80, 24),
        (15, 2, 90, 30),
        (16, 2, 50, 0),
    ]
    opens = {week.week: week.opens for week in RULES.plyo.weeks if week.opens}
    assert opens == {
        8: ("pogo_two_leg", "plyometric_step", "drop_landing_two_leg"),
        9: ("controlled_single_leg_hops",),
        10: ("power_skip", "single_leg_drop_landing"),
        11: ("bounding",),
        13: ("single_leg_drop_jump",),
    }


def test_jump_limits() -> None:
    plyo = RULES.plyo
    assert plyo.session_max == {"beginner": 100, "seasoned": 120}
    assert (plyo.sessions_week_max, plyo.hours_between, plyo.weekly_growth_max_pct) == (2, 48, 125)
    assert plyo.set_contacts_max == {"low": 10, "medium": 10, "high": 6}
    assert plyo.box_max_cm == {"two_leg": 30, "single_leg": 20}
    assert (plyo.rest_per_work, plyo.lagging_extra_contacts) == ((5, 10), 0)
    assert (plyo.hill_session_contacts, plyo.repeat_last) == (20, 4)


def test_a_drop_jump_counts_two_contacts_and_every_other_jump_one() -> None:
    contacts = {e.id: e.contacts.per_rep for e in CATALOG.exercises if e.contacts}
    assert contacts.pop("single_leg_drop_jump") == 2
    assert set(contacts.values()) == {1}


def test_soreness_after_jumps() -> None:
    assert {rule.id: (rule.effect, rule.days_off) for rule in RULES.soreness} == {
        "none": ("none", 0),
        "warmup_then_gone": ("hold", 0),
        "warmup_and_stays": ("back", 2),
        "lasted": ("hold", 1),
        "muscle_only": ("none", 0),
    }


def test_asymmetry_bands_and_tiers() -> None:
    rules = RULES.asymmetry
    assert (rules.watch_pct, rules.lagging_pct, rules.priority_pct, rules.refer_pct) == (5, 10, 15, 20)
    assert (rules.refer_pain, rules.confirm_days, rules.headline_days) == (3, 5, 42)
    assert (rules.tier_2_after_days, rules.tier_3_after_days) == (28, 70)
    assert (rules.down_assessments, rules.down_below_pct) == (2, 10)
    assert (rules.lock_pct, rules.locks) == (15, ("single_leg_drop_jump", "bounding"))
    assert [tier.extra_sets for tier in rules.tiers] == [0, 0, 1, 0]
    assert rules.accessory.exercises == ("single_leg_glute_bridge", "clamshell", "tibialis_raise")
    assert (rules.accessory.sets, rules.accessory.reps, rules.accessory.days_a_week) == (2, (10, 12), (2, 3))
    assert (rules.points_gap, rules.points_sessions, rules.rir_gap, rules.rir_sessions) == (1, 4, 2, 3)
    assert (rules.extra_sets_max_pct, rules.plyo_extra_sets) == (50, 0)


def test_hours_of_the_week() -> None:
    rules = RULES.schedule
    assert (rules.before_key_run_h, rules.after_hard_run_h) == (24, 6)
    assert (rules.between_unilateral_h, rules.between_plyo_h) == (48, 48)
    assert (rules.before_race_h, rules.after_long_run_h, rules.heavy_before_hard_h) == (72, 6, 48)
    assert (rules.race_week_days_before, rules.race_week_sets_pct) == (5, 50)
    assert rules.key_runs == ("hard", "long", "race")
    assert [rule.id for rule in rules.rules] == [
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "P1",
        "P2",
        "P3",
        "P4",
        "P5",
        "P6",
    ]
    assert rules.long_session_minutes == 60


def test_rest() -> None:
    rest = RULES.rest
    assert (rest.accessory_s, rest.stable_s, rest.high_s, rest.loaded_s) == (30, 60, 90, 120)
    assert (rest.plyo_s, rest.plyo_range_s) == (90, (60, 120))
    assert (PROGRAM.leg_change_s, PROGRAM.leg_change_loaded_s, PROGRAM.leg_change_plyo_s) == (15, 45, 45)


def test_hills() -> None:
    hills = RULES.hills
    assert (hills.start_reps, hills.weekly_add, hills.reps_max) == ((1, 2), (1, 2), (8, 10))
    assert (hills.seconds, hills.grade_pct, hills.last_grade_pct) == ((8, 10, 12), (6, 8), 10)
    assert hills.key_run_above_reps == 6


def test_stage_tempos_and_steps() -> None:
    tempos = {stage.id: stage.tempo for stage in CATALOG.stages if stage.tempo}
    assert tempos == {"hold": "3310", "slow_ecc": "5010", "contrast": "40X0"}
    assert {stage.id: stage.step for stage in CATALOG.stages if stage.step != 1} == {"contacts": 2, "eyes": 2}
    assert {stage.id: stage.step_s for stage in CATALOG.stages if stage.step_s != 5} == {"eyes": 2}
    assert CATALOG.stage_by_id["load"].requires_any == ("dumbbell", "kettlebell", "barbell")
    assert CATALOG.stage_by_id["band"].requires_any == ("band",)


def test_stages_open_in_their_phases() -> None:
    by_phase = {
        phase: {stage.id for stage in CATALOG.stages if stage.phase_min == phase} for phase in (1, 2, 3)
    }
    assert by_phase == {
        1: {"support", "position", "rom", "height", "reps", "seconds", "eyes", "hold"},
        2: {"lever", "band", "slow_ecc", "contrast", "load"},
        3: {"contacts", "travel", "effort"},
    }


def test_phases_deload_and_levels() -> None:
    weeks = [(phase.first_week, phase.last_week) for phase in PROGRAM.phases]
    assert weeks == [(1, 4), (5, 7), (8, 12), (13, None)]
    assert (PROGRAM.deload.every_weeks, PROGRAM.deload.sets_pct) == (4, 60)
    assert PROGRAM.levels["beginner"].unilateral_days == (2, 2)
    assert PROGRAM.levels["seasoned"].unilateral_days == (2, 3)
    assert PROGRAM.levels["seasoned"].bilateral_days == (1, 2)
    assert (PROGRAM.warmup_minutes, PROGRAM.cooldown_minutes) == ((8, 10), (4, 6))


@pytest.mark.parametrize(
    ("id", "slots", "sets", "other_sets"),
    [
        ("phase_1_A", "balance squat hinge step calf lunge side_core foot", 2, None),
        ("phase_1_B", "balance squat hinge step calf split_squat bridge hip_abduction", 2, None),
        ("phase_2_A", "balance squat hinge step calf lunge side_core", 3, 2),
        ("phase_2_B", "balance step hinge squat calf split_squat bridge shin", 3, 2),
        ("phase_3_A", "hops plyo_steps squat hinge calf side_core", 2, None),
        ("phase_3_B", "drops bounds step hinge calf bridge", 2, None),
        ("phase_4_A", "bounds drops squat hinge calf side_core", 3, None),
        ("phase_4_B", "hops step hinge calf hip_abduction", 2, None),
        ("bilateral", "deadlift split_squat side_core shin", 3, None),
        ("light", "balance foot hip_abduction bridge shin", 1, None),
    ],
)
def test_session_templates(id: str, slots: str, sets: int, other_sets: int | None) -> None:
    template: Template = CATALOG.template_by_id[id]
    assert template.slots == tuple(slots.split())
    assert (template.sets, template.other_sets) == (sets, other_sets)


def test_gate_numbers() -> None:
    phase_2, plyo, phase_4 = GATES.phase_2, GATES.plyo_gate, GATES.phase_4
    assert (phase_2.days, phase_2.seasoned_days, phase_2.sessions_pct) == (28, 14, 75)
    assert (phase_2.step_down_max, phase_2.stand_s, phase_2.pain_max, phase_2.pain_days) == (3, 30, 3, 7)
    assert plyo.plan_day == 49
    assert (plyo.calf_norm_pct, plyo.calf_low, plyo.calf_high, plyo.calf_unknown) == (80, 15, 25, 20)
    assert (plyo.step_down_max, plyo.stand_s, plyo.pain_max, plyo.squat_reps) == (1, 30, 2, 8)
    hops = plyo.hop_tolerance
    assert (hops.two_leg_sets, hops.two_leg_reps, hops.one_leg_reps, hops.pain_max) == (2, 10, 10, 2)
    assert (phase_4.plyo_weeks, phase_4.clean_weeks, phase_4.asymmetry_below_pct) == (4, 2, 10)
    assert (phase_4.plan_day, phase_4.pain_max, phase_4.pain_days) == (84, 2, 14)


def test_noise_is_whole_in_tenths_of_the_stored_unit() -> None:
    noise = {test.id: test.noise_tenths for test in CATALOG.tests if test.noise_tenths is not None}
    assert noise == {
        "sl_calf_raise": 60,
        "sl_sit_to_stand_30s": 20,
        "sl_sit_to_stand_max": 30,
        "lateral_step_down": 20,
        "y_reach_anterior": 55,  # 5.5 cm
        "hop_6m_time": 170,  # 0.17 s is 17 hundredths
        "sl_bridge": 50,
        "knee_to_wall": 15,  # 1.5 cm
        "side_plank": 30_000,  # 30 s
    }
    percent = {test.id: test.noise_pct for test in CATALOG.tests if test.noise_pct is not None}
    assert percent == {"sl_hop_distance": 10, "triple_hop": 10}
    assert CATALOG.test_by_id["sl_calf_raise"].noise_two_days_tenths == 40


def test_what_of_three_trials_counts() -> None:
    best = {test.id for test in CATALOG.tests if test.value == "best"}
    assert best == {"sl_calf_raise", "sl_stand_eyes_open", "knee_to_wall"}


def test_tests_that_do_not_compare_legs() -> None:
    unused = {test.id for test in CATALOG.tests if not test.use_for_asymmetry}
    assert unused == {"side_plank", "sl_stand_eyes_open", "treadmill_stride_video"}


def test_norms_by_age_and_sex() -> None:
    norms = CATALOG.test_by_id["sl_calf_raise"].norms
    assert norms is not None
    by_sex = {sex: [row.value for row in norms.rows if row.sex == sex] for sex in ("m", "f")}
    assert by_sex == {"m": [37, 32, 28, 23, 19, 14, 10], "f": [30, 27, 24, 21, 19, 16, 13]}
    stand = CATALOG.test_by_id["sl_stand_eyes_open"]
    assert stand.norms is not None
    rows = [(row.age_from, row.value) for row in stand.norms.rows]
    assert rows == [(18, 4300), (40, 4000), (50, 3700), (60, 2700)]
    assert stand.cap == 4500


def test_the_lagging_test_says_where_the_extra_set_goes() -> None:
    assert {test.id: test.extra_set_ladders for test in CATALOG.tests if test.extra_set_ladders} == {
        "lateral_step_down": ("step", "hip_abduction"),
        "sl_hop_distance": ("squat", "step", "calf"),
        "triple_hop": ("squat", "step", "calf"),
        "hop_6m_time": ("squat", "step", "calf"),
        "sl_sit_to_stand_30s": ("squat",),
        "sl_sit_to_stand_max": ("squat",),
        "sl_calf_raise": ("calf",),
        "sl_bridge": ("hinge", "bridge"),
    }


def test_the_test_day() -> None:
    day = CATALOG.test_day
    assert (day.between_legs_s, day.stop_pain, day.every_weeks, day.after_hard_run_h) == (120, 4, 4, 48)
    assert CATALOG.test_by_id["sl_calf_raise"].metronome_bpm == 60
    assert CATALOG.test_by_id["sl_calf_raise"].reps_per_min == 30


@pytest.mark.parametrize(
    ("id", "sets", "reps", "tempo", "rest_s"),
    [
        ("assisted_squat", (2, 3), (10, 12), "3010", 60),
        ("pistol_squat_progression", (2, 3), (6, 8), "4010", 120),
        ("forward_lunge", (2, 3), (6, 8), "20X0", 90),
        ("step_up_knee_drive", (2, 3), (6, 8), "31X1", 90),
        ("single_leg_calf_raise_step", (2, 3), (8, 12), "3111", 75),
        ("short_foot", (1, 2), (8, 10), "hold", 30),
        ("bounding", (2, 3), (4, 6), "fast", 120),
        ("deadlift", (2, 3), (8, 12), "3010", 120),
    ],
)
def test_doses(id: str, sets: tuple[int, int], reps: tuple[int, int], tempo: str, rest_s: int) -> None:
    dose = CATALOG.exercise_by_id[id].dose
    assert (dose.sets, dose.reps, dose.tempo, dose.rest_s) == (sets, reps, tempo, rest_s)


def test_holds_and_running_drills_are_dosed_in_seconds() -> None:
    assert CATALOG.exercise_by_id["side_plank"].dose.seconds == (20, 45)
    assert CATALOG.exercise_by_id["single_leg_stand"].dose.seconds == (20, 30)
    assert CATALOG.exercise_by_id["short_foot"].dose.hold_s == 5
    strides = CATALOG.exercise_by_id["uphill_strides"].dose
    assert (strides.reps, strides.rep_seconds, strides.seconds) == ((4, 6), (15, 20), None)


def test_the_pain_scale() -> None:
    strength = [(band.low, band.high) for band in CATALOG.safety.pain_scale.strength]
    plyo = [(band.low, band.high) for band in CATALOG.safety.pain_scale.plyo]
    assert strength == [(0, 3), (4, 5), (6, 10)]
    assert plyo == [(0, 2), (3, 5), (6, 10)]
