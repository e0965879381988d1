/**
 * What an exercise, a ladder, a program and a rule are.
 *
 * The data itself is one JSON document, written and validated by the server's catalogue and built into the
 * app, so both twins read the same numbers. Read `Exercise`, `Ladder` and `Stage` first, then `Program`,
 * `Gates`, `Rules` and `Test`; `Catalog` at the end joins them.
 *
 * Units are in the names (`_s`, `_pct`, `_cm`, `_g`, `_h` hours, `_days`). Nothing here is a float.
 */

export type Item = "knee_alignment" | "neutral_pelvis" | "smooth_breath" | "quiet_landing";
/** Checklist items, in the order in which a tie names one. */
export const ITEMS: readonly Item[] = ["knee_alignment", "neutral_pelvis", "smooth_breath", "quiet_landing"];

/** Lowest and highest, both included. */
export type Range = readonly [number, number];
/** Where a number comes from: keys of `Catalog.sources`. */
export type Tags = readonly string[];
export type Category =
  | "strength"
  | "balance"
  | "core"
  | "accessory"
  | "plyometric"
  | "warmup"
  | "cooldown"
  | "run";
export type Priority =
  | "core"
  | "secondary"
  | "bilateral_day"
  | "accessory"
  | "plyo"
  | "warmup"
  | "cooldown"
  | "run";
export type Skill = "high" | "stable" | "strength" | "iso" | "plyo" | "mobility" | "run";
export type SessionType = "unilateral" | "bilateral" | "light";
export type GateId = "phase_2" | "plyo_gate" | "phase_4";
export type Experience = "beginner" | "seasoned";
export type Load =
  | "none"
  | "bodyweight"
  | "hand_support"
  | "band"
  | "dumbbell"
  | "dumbbell_then_barbell"
  | "light_dumbbell_from_start"
  | "kettlebell_then_barbell";

/** Numbers that say where they come from: `source` maps each field that holds one to its tags. */
export type Sourced = {
  readonly source: Readonly<Record<string, Tags>>;
};

/**
 * How much of an exercise. Either reps or seconds is what a set counts.
 *
 * `hold_s` is how long each rep is held; `rep_seconds` how long each rep of a running drill lasts.
 */
export type Dose = {
  readonly sets: Range;
  readonly reps: Range | null;
  readonly seconds: Range | null;
  readonly hold_s: number | null;
  readonly rep_seconds: Range | null;
  readonly tempo: string;
  readonly rest_s: number;
  readonly load: Load;
};

/** Landings a rep makes; `per` says whether one leg or both feet together make them. */
export type Contacts = {
  readonly per_rep: number;
  readonly per: "leg" | "both";
  readonly intensity: "low" | "medium" | "high";
};

/**
 * One thing that must be true before a rung may be entered. Each needs its own fields.
 *
 * `passed`: the rung gate of `exercise`, with `through` also that development stage.
 * `held`: a good set of `exercise` of at least `seconds` on each leg.
 * `at`: `exercise` passed at micro-step `microstep` of `stage`.
 * `test`: each leg at least `at_least` in `test`, in the test's stored unit.
 * `gate`: the door `gate` is open.
 * `plyo_weeks`: so many weeks of jumps; `clean` wants none of them regressed.
 * `asymmetry_below`: less than `below_pct` percent apart in `test`, or inside its noise.
 * `weeks_done`: `exercise` done for `weeks` weeks without pain.
 */
export type EntryNeed = {
  readonly need: "passed" | "held" | "at" | "test" | "gate" | "plyo_weeks" | "asymmetry_below" | "weeks_done";
  readonly exercise: string | null;
  readonly through: string | null;
  readonly stage: string | null;
  readonly microstep: number | null;
  readonly seconds: number | null;
  readonly test: string | null;
  readonly at_least: number | null;
  readonly gate: "plyo_gate" | "phase_4" | null;
  readonly weeks: number | null;
  readonly clean: boolean;
  readonly below_pct: number | null;
};

export type Exercise = {
  readonly id: string;
  readonly name: string;
  readonly ladder: string;
  /** From 1 at the bottom; 0 in the warm-up and cool-down, which are no ladders to climb. */
  readonly rung: number;
  readonly category: Category;
  readonly days: readonly (
    | "unilateral"
    | "bilateral"
    | "accessory"
    | "run"
    | "test"
    | "warmup"
    | "cooldown"
  )[];
  readonly sides: "per_leg" | "both";
  readonly skill: Skill;
  readonly phase_min: number;
  /** What to have at hand, in words. */
  readonly equipment: readonly string[];
  /** Equipment ids without which it cannot be done. */
  readonly requires: readonly string[];
  /** Equipment ids of which at least one is needed; empty asks for nothing. */
  readonly requires_any: readonly string[];
  readonly setup: string;
  readonly how: readonly string[];
  readonly cues: readonly string[];
  readonly faults: readonly string[];
  readonly checklist: Readonly<Partial<Record<Item, string>>>;
  readonly critical: readonly Item[];
  readonly dose: Dose;
  readonly contacts: Contacts | null;
  readonly stages: readonly string[];
  readonly microsteps: Readonly<Record<string, readonly string[]>>;
  readonly entry: readonly EntryNeed[];
  readonly entry_text: readonly string[];
  readonly easier: readonly string[];
  readonly source: Tags;
};

export type Ladder = {
  readonly id: string;
  readonly name: string;
  readonly pattern: string;
  readonly priority: Priority;
  readonly rungs: readonly string[];
  readonly unordered: boolean;
};

export type Stage = {
  readonly id: string;
  readonly kind: "control" | "development";
  readonly name: string;
  readonly change: string;
  readonly phase_min: number;
  /** The stage's own tempo; null keeps the exercise's. */
  readonly tempo: string | null;
  /** What one counted micro-step adds to the target: reps, seconds or contacts. Timed sets add `step_s`. */
  readonly step: number;
  readonly step_s: number;
  /** Equipment ids of which at least one is needed; without any of them the stage is left out. */
  readonly requires_any: readonly string[];
  readonly source: Tags;
};

/** One of the three scores an item can get: the word on the button and when it is true. */
export type ScoreWords = {
  readonly score: number;
  readonly word: string;
  readonly rule: string;
  readonly source: Tags;
};

/** `scores`: what lost, wobbly and clean look like here. `only` is the one category it belongs to. */
export type ItemWords = {
  readonly id: Item;
  readonly label: string;
  readonly cue: string;
  readonly critical_default: boolean;
  readonly scores: Readonly<Record<number, string>>;
  readonly only: Category | null;
  readonly source: Tags;
};

/** A kind of demand and the dose it usually gets. */
export type SkillClass = {
  readonly id: Skill;
  readonly name: string;
  readonly reps: Range | null;
  readonly sets: Range | null;
  readonly counts: "reps" | "seconds" | "contacts" | "repeats";
  readonly source: Tags;
};

export type Equipment = {
  readonly id: string;
  readonly name: string;
};

/**
 * A set is good up to `good_points_max` fault points, fair up to `fair_points_max`, else poor.
 *
 * A leg is good in a session with at most sets // `fair_sets_divisor` fair sets and no poor one, and poor
 * when `poor_sets_divisor` times the poor sets reach the sets.
 */
export type QualityRules = Sourced & {
  readonly good_points_max: number;
  readonly fair_points_max: number;
  readonly fair_sets_divisor: number;
  readonly poor_sets_divisor: number;
  /** Sets a leg must have done where at least so many were prescribed. */
  readonly eligible_sets_min: number;
};

export type AdvanceRules = Sourced & {
  readonly sessions: number;
  readonly window_days: number;
  readonly streak_gap_days: number;
  readonly load_extra_reps: number;
  readonly load_extra_reps_big_step: number;
  readonly load_step_min_pct: number;
  readonly load_step_max_pct: number;
  readonly pain_max_strength: number;
  readonly pain_max_plyo: number;
  readonly rir_min: number;
  readonly ladder_days_min: number;
  readonly plyo_advances_max: number;
  readonly plyo_advances_days: number;
  readonly video_days: number;
};

/** `stop` ends an exercise; `settle_*` and above may be held only if the morning is as usual. */
export type PainRules = Sourced & {
  readonly stop: number;
  readonly settle_strength: number;
  readonly settle_plyo: number;
  /** How much less load or range after pain that settled. */
  readonly settle_less_pct: number;
  /** Hours before loading again after pain that was worse next morning. */
  readonly reload_hours: number;
  readonly calm_days: number;
  /** Jumps come back after `calm_days` days at this pain or less. */
  readonly calm_max: number;
};

export type RegressRules = Sourced & {
  readonly knee_sets: number;
  readonly poor_running: number;
  readonly not_good_running: number;
};

/** What changes between two sets of the same exercise. */
export type InSessionRules = Sourced & {
  readonly poor_less_range_pct: Range;
  readonly poor_less_load_pct: number;
  readonly end_after_poor_sets: number;
  readonly fade_fewer_reps: number;
};

/** One set a leg from the first rung upward; the start is the last rung good on both legs. */
export type PlacementRules = Sourced & {
  readonly sets: number;
  readonly reps: number;
  readonly seconds: number;
  readonly pain_max: number;
  readonly after_gap_days: number;
  readonly phase_max: number;
  readonly plyo_rung_max: number;
};

/** From phase 2: control stages, `before_next_rung`, the next rung if open, else `instead` in order. */
export type RouteRules = Sourced & {
  readonly before_next_rung: readonly string[];
  readonly instead: readonly string[];
};

/**
 * What so many days since a ladder's last session do to it. `days_max` null has no end.
 *
 * `back` and `jumps_back` say how far down: the same dose, a stage, a rung, the first rung, placement again.
 * `sets_pct` holds one value a week until full sets return.
 */
export type GapBand = {
  readonly days_min: number;
  readonly days_max: number | null;
  readonly back: "none" | "stage" | "rung" | "placement";
  readonly jumps_back: "none" | "dose" | "rung" | "first_rung";
  readonly streak_reset: boolean;
  readonly sets_fewer: number;
  readonly sets_pct: readonly number[];
  readonly contacts_pct: number;
  readonly closes: readonly GateId[];
  readonly reassess: boolean;
  readonly text: string;
  readonly source: Tags;
};

export type AbsenceRules = Sourced & {
  /** After an illness with fever. */
  readonly symptom_free_days: number;
  /** Phase 1 again after the longest gap, if its tests pass. */
  readonly restart_days_min: number;
  readonly text: readonly string[];
};

/** A row of the jump table. `high_max` contacts of `contacts` may be of high intensity. */
export type PlyoWeek = {
  readonly week: number;
  readonly sessions: number;
  readonly contacts: number;
  readonly high_max: number;
  readonly opens: readonly string[];
  readonly deload: boolean;
};

/** Jumps are counted in contacts: landings of the busier foot, both feet together once. */
export type PlyoRules = Sourced & {
  readonly weeks: readonly PlyoWeek[];
  /** So many last rows repeat for ever after the table's end. */
  readonly repeat_last: number;
  readonly session_max: Readonly<Record<Experience, number>>;
  readonly sessions_week_max: number;
  readonly hours_between: number;
  /** Of the contacts of the last jump week that was no deload. */
  readonly weekly_growth_max_pct: number;
  readonly set_contacts_max: Readonly<Partial<Record<"low" | "medium" | "high", number>>>;
  readonly box_max_cm: Readonly<Partial<Record<"two_leg" | "single_leg", number>>>;
  readonly rest_per_work: Range;
  readonly lagging_extra_contacts: number;
  /** What each hill session takes from the week's contacts in phase 4. */
  readonly hill_session_contacts: number;
  readonly phase_4_sessions: Range;
};

/** What soreness of a joint or tendon after jumps does. `effect` is on the verdict of the jump ladder. */
export type SorenessRule = {
  readonly id: "none" | "warmup_then_gone" | "warmup_and_stays" | "lasted" | "muscle_only";
  readonly effect: "none" | "hold" | "back";
  readonly days_off: number;
  readonly text: string;
  readonly source: Tags;
};

/** How far the plan leans toward the lagging leg. */
export type Tier = {
  readonly id: number;
  readonly name: string;
  readonly lagging_first: boolean;
  readonly other_copies: boolean;
  readonly extra_sets: number;
  readonly accessory: boolean;
  readonly freeze: boolean;
  readonly text: string;
};

/** Extra work of the lagging leg alone, in tier 2. */
export type AccessoryBlock = Sourced & {
  readonly exercises: readonly string[];
  readonly sets: number;
  readonly reps: Range;
  readonly days_a_week: Range;
};

/** Percentages are 100 x (max - min) / max, once the difference is above noise and confirmed. */
export type AsymmetryRules = Sourced & {
  readonly watch_pct: number;
  readonly lagging_pct: number;
  readonly priority_pct: number;
  /** With pain of `refer_pain` or more in that test. */
  readonly refer_pct: number;
  readonly refer_pain: number;
  readonly confirm_days: number;
  readonly headline_days: number;
  readonly lock_pct: number;
  readonly locks: readonly string[];
  readonly tiers: readonly Tier[];
  /** Days in tier 1 after which a `lagging_pct` difference enters tier 2. */
  readonly tier_2_after_days: number;
  /** Days in tier 2 after which a `priority_pct` difference enters tier 3. */
  readonly tier_3_after_days: number;
  readonly down_assessments: number;
  readonly down_below_pct: number;
  readonly extra_sets_max_pct: number;
  readonly plyo_extra_sets: number;
  readonly accessory: AccessoryBlock;
  readonly points_gap: number;
  /** Mean fault points this far apart over so many sessions are a control asymmetry. */
  readonly points_sessions: number;
  readonly rir_gap: number;
  readonly rir_sessions: number;
  readonly expect_weeks: Range;
};

/** A rule of the week, as the runner reads it. Hard ones are never broken, soft ones are preferred. */
export type ScheduleRule = {
  readonly id: string;
  readonly kind: "hard" | "soft";
  readonly text: string;
  readonly source: Tags;
};

/** Hours are counted start to start. Each field names the rule it is the number of. */
export type ScheduleRules = Sourced & {
  readonly key_runs: readonly ("easy" | "hard" | "long" | "race")[];
  /** H1, for all but light sessions. */
  readonly before_key_run_h: number;
  /** H2. */
  readonly after_hard_run_h: number;
  /** H3. */
  readonly between_unilateral_h: number;
  /** H3. */
  readonly between_plyo_h: number;
  /** H4, light sessions too. */
  readonly before_race_h: number;
  /** H5. */
  readonly after_long_run_h: number;
  /** P1. */
  readonly heavy_before_hard_h: number;
  /** P5. */
  readonly race_week_days_before: number;
  readonly race_week_sessions: number;
  readonly race_week_sets_pct: number;
  readonly taper_days: Range;
  readonly heavy_rir_max: number;
  readonly light_rpe_max: number;
  readonly light_minutes_max: number;
  /** A session planned longer than this is warned about. */
  readonly long_session_minutes: number;
  readonly rules: readonly ScheduleRule[];
};

/** Defaults between sets in seconds, where an exercise's own `dose.rest_s` does not say. */
export type RestRules = Sourced & {
  readonly accessory_s: number;
  readonly stable_s: number;
  readonly high_s: number;
  readonly loaded_s: number;
  readonly plyo_s: number;
  readonly plyo_range_s: Range;
};

/** Running drills of phase 4. Reps grow by `weekly_add` a week up to `reps_max`, then seconds grow. */
export type HillRules = Sourced & {
  readonly strides_weeks: number;
  readonly strides_a_week: number;
  readonly start_reps: Range;
  readonly weekly_add: Range;
  readonly reps_max: Range;
  readonly seconds: readonly number[];
  readonly grade_pct: Range;
  readonly last_grade_pct: number;
  readonly key_run_above_reps: number;
};

export type Rules = {
  readonly quality: QualityRules;
  readonly advance: AdvanceRules;
  readonly pain: PainRules;
  readonly regress: RegressRules;
  readonly in_session: InSessionRules;
  readonly placement: PlacementRules;
  readonly route: RouteRules;
  readonly gaps: readonly GapBand[];
  readonly absence: AbsenceRules;
  readonly plyo: PlyoRules;
  readonly soreness: readonly SorenessRule[];
  readonly asymmetry: AsymmetryRules;
  readonly schedule: ScheduleRules;
  readonly rest: RestRules;
  readonly hills: HillRules;
};

/** One thing a gate asks. `id` is what `failed` holds when it is not met. */
export type Criterion = {
  readonly id: string;
  readonly text: string;
  readonly source: Tags;
};

export type Phase2Gate = Sourced & {
  readonly id: "phase_2";
  readonly name: string;
  readonly criteria: readonly Criterion[];
  readonly days: number;
  readonly seasoned_days: number;
  readonly sessions_pct: number;
  readonly sessions_a_week: number;
  readonly ladders: readonly string[];
  readonly good_sessions: number;
  readonly step_down_max: number;
  readonly stand_s: number;
  readonly pain_max: number;
  readonly pain_days: number;
};

export type HopTolerance = Sourced & {
  readonly two_leg: string;
  readonly two_leg_sets: number;
  readonly two_leg_reps: number;
  readonly one_leg: string;
  readonly one_leg_reps: number;
  readonly landing_min: number;
  readonly pain_max: number;
  readonly morning_max: number;
};

/** Calf raises asked of each leg: `calf_norm_pct` of the norm, half up, from `calf_low` to `calf_high`. */
export type PlyoGate = Sourced & {
  readonly id: "plyo_gate";
  readonly name: string;
  readonly criteria: readonly Criterion[];
  /** Days since the start, which is day 0. */
  readonly plan_day: number;
  readonly calf_norm_pct: number;
  readonly calf_low: number;
  readonly calf_high: number;
  readonly calf_unknown: number;
  readonly step_down_max: number;
  readonly squat: string;
  readonly squat_stage: string;
  readonly squat_reps: number;
  /** So many reps of each leg in this test show the same squat. */
  readonly squat_test: string;
  readonly stand_s: number;
  readonly pain_max: number;
  readonly pain_days: number;
  readonly hop_tolerance: HopTolerance;
};

export type Phase4Gate = Sourced & {
  readonly id: "phase_4";
  readonly name: string;
  readonly criteria: readonly Criterion[];
  readonly plan_day: number;
  readonly plyo_weeks: number;
  readonly clean_weeks: number;
  readonly hop_test: string;
  readonly asymmetry_below_pct: number;
  readonly pain_max: number;
  readonly pain_days: number;
};

export type Gates = {
  readonly phase_2: Phase2Gate;
  readonly plyo_gate: PlyoGate;
  readonly phase_4: Phase4Gate;
};

export type Template = {
  readonly id: string;
  readonly name: string;
  readonly type: SessionType;
  readonly phase: number | null;
  readonly minutes: Range;
  readonly slots: readonly string[];
  readonly sets: number;
  /** Sets of ladders that are not core, where they differ. */
  readonly other_sets: number | null;
  readonly rir_min: number | null;
  readonly rpe_max: number | null;
  readonly source: Tags;
};

export type Phase = {
  readonly id: number;
  readonly name: string;
  readonly first_week: number;
  readonly last_week: number | null;
  readonly focus: string;
  readonly source: Tags;
};

/**
 * A lighter week, early when ladders regress or effort climbs.
 *
 * A single session is made lighter when `early_poor_answers` of sleep and energy are poor.
 */
export type DeloadRules = Sourced & {
  readonly every_weeks: number;
  readonly sets_pct: number;
  readonly early_ladders: number;
  readonly early_ladders_days: number;
  readonly early_rpe_above: number;
  readonly early_rpe_days: number;
  readonly early_poor_answers: number;
};

export type Level = Sourced & {
  readonly definition: string;
  readonly unilateral_days: Range;
  readonly bilateral_days: Range;
  readonly baseline_weeks_min: number;
  readonly reactive_deload: boolean;
  readonly expect: string;
};

/** One day of a week that obeys every hard rule. `letter` tells the unilateral sessions apart. */
export type ExampleDay = {
  readonly weekday: number;
  readonly run: "none" | "easy" | "hard" | "long";
  readonly run_optional: boolean;
  readonly session: SessionType | null;
  readonly letter: "A" | "B" | "C" | null;
  readonly jumps: boolean;
  readonly text: string;
};

export type ExampleWeek = {
  readonly id: string;
  readonly name: string;
  readonly level: Experience;
  readonly days: readonly ExampleDay[];
};

export type Program = Sourced & {
  readonly id: string;
  readonly name: string;
  readonly levels: Readonly<Record<Experience, Level>>;
  readonly phases: readonly Phase[];
  readonly deload: DeloadRules;
  readonly templates: readonly Template[];
  /** The parts of a session, first to last. */
  readonly order: readonly string[];
  readonly warmup: readonly string[];
  readonly warmup_minutes: Range;
  readonly warmup_then: string;
  readonly cooldown: readonly string[];
  readonly cooldown_minutes: Range;
  readonly unilateral_hours_between: number;
  readonly morning_check_days: number;
  readonly leg_change_s: number;
  readonly leg_change_loaded_s: number;
  readonly leg_change_plyo_s: number;
  /** At so many reps in reserve or fewer, a bodyweight set counts as loaded for the change of leg. */
  readonly leg_change_loaded_rir: number;
  readonly weeks: readonly ExampleWeek[];
};

/** What is typical from `age_from` up to the next row, in the test's stored unit. */
export type NormRow = {
  readonly sex: "f" | "m" | "any";
  readonly age_from: number;
  readonly value: number;
};

export type NormBand = {
  readonly id: "good" | "medium" | "average" | "poor";
  readonly low: number;
  readonly high: number | null;
};

/**
 * Values to read a result against, in tenths of the stored unit where the name says so, else in it.
 *
 * `symmetry_min_pct` is 100 minus the difference at most. `of_height_pct` is by sex.
 * `composite_pct` is of leg length.
 */
export type Norms = {
  readonly rows: readonly NormRow[];
  readonly bands: readonly NormBand[];
  readonly target: number | null;
  readonly typical: number | null;
  readonly typical_tenths: number | null;
  readonly healthy_mean: Range | null;
  readonly watch_difference: number | null;
  readonly symmetry_min_pct: number | null;
  readonly of_height_pct: Readonly<Partial<Record<"f" | "m", number>>>;
  readonly composite_pct: number | null;
  readonly text: string;
  readonly source: Tags;
};

/** One fault that a scored test counts, and its points. */
export type TestFault = {
  readonly id: string;
  readonly text: string;
  readonly points: number;
};

/**
 * Film after `minutes` of easy running.
 *
 * A fault counts when `fault_from` of `strides` show it on one leg and at most `other_leg_max` on the other.
 */
export type VideoProtocol = Sourced & {
  readonly minutes: number;
  readonly clip_s: number;
  readonly frames_per_s_min: number;
  readonly strides: number;
  readonly fault_from: number;
  readonly other_leg_max: number;
  readonly checks: readonly string[];
};

/**
 * A measurement of one leg. Trials are stored as whole numbers: `unit` times `stored_per_unit`.
 *
 * `noise_tenths` is in tenths of the stored unit, so that 5.5 cm is 55 and 0.17 s (17 hundredths) is 170;
 * `noise_pct` is of the mean of both legs. A difference equal to the noise is noise.
 * `value` says whether the best trial or the mean counts. `cap` is in the stored unit.
 */
export type Test = {
  readonly id: string;
  readonly name: string;
  readonly unit: "reps" | "points" | "cm" | "s" | "pass_fail";
  readonly stored_per_unit: 1 | 100;
  readonly better: "higher" | "lower";
  readonly trials: number;
  readonly practice: number;
  readonly value: "best" | "mean";
  readonly use_for_asymmetry: boolean;
  readonly noise_tenths: number | null;
  /** When the means of two days are compared. */
  readonly noise_two_days_tenths: number | null;
  readonly noise_pct: number | null;
  readonly noise_text: string;
  readonly noise_source: Tags;
  readonly cap: number | null;
  /** How long it lasts, where it is timed. */
  readonly seconds: number | null;
  readonly metronome_bpm: number | null;
  readonly reps_per_min: number | null;
  readonly hold_s: number | null;
  readonly reps: number | null;
  readonly protocol: readonly string[];
  readonly stop: readonly string[];
  readonly faults: readonly TestFault[];
  readonly video: VideoProtocol | null;
  readonly norms: Norms | null;
  /** Where the extra set of tier 2 goes when this test shows the lagging leg. */
  readonly extra_set_ladders: readonly string[];
  readonly caution: string | null;
  readonly source: Tags;
};

/** What holds for every test. `learned` tests count from their second day on. */
export type TestDay = Sourced & {
  readonly warmup_minutes: Range;
  readonly between_legs_s: number;
  readonly stop_pain: number;
  readonly every_weeks: number;
  readonly after_hard_run_h: number;
  readonly learned: readonly string[];
  readonly text: readonly string[];
};

export type RedFlag = {
  readonly id: string;
  readonly level: "stop_today" | "see_professional" | "urgent";
  readonly text: string;
  readonly source: Tags;
};

/** A yes means: ask first. `before_jumps` means a clinician's yes before jumping, too. */
export type ScreeningQuestion = {
  readonly id: string;
  readonly text: string;
  readonly if_yes: string;
  readonly before_jumps: boolean;
  readonly source: Tags;
};

export type PainBand = {
  readonly id: "fine" | "settle" | "stop";
  readonly low: number;
  readonly high: number;
  readonly text: string;
};

export type PainScale = {
  readonly text: string;
  readonly strength: readonly PainBand[];
  readonly plyo: readonly PainBand[];
  readonly source: Tags;
};

export type Safety = Sourced & {
  readonly disclaimer: string;
  readonly questions: readonly ScreeningQuestion[];
  readonly red_flags: readonly RedFlag[];
  readonly stop_today: readonly string[];
  readonly see_professional: readonly string[];
  readonly urgent: readonly string[];
  readonly pain_scale: PainScale;
  readonly muscle_soreness_max_h: number;
  readonly adult_from_years: number;
};

/** Where numbers come from: a page, an article, or our own choice. `seen` is what it said. */
export type Source = {
  readonly title: string;
  readonly url: string | null;
  readonly seen: string;
};

/** Everything that is known before a runner has done anything. */
export type CatalogDocument = {
  readonly version: number;
  readonly items: readonly ItemWords[];
  readonly scores: readonly ScoreWords[];
  readonly skills: readonly SkillClass[];
  readonly stages: readonly Stage[];
  readonly equipment: readonly Equipment[];
  readonly ladders: readonly Ladder[];
  /** In the order of the ladders and their rungs. */
  readonly exercises: readonly Exercise[];
  readonly program: Program;
  /** Sessions that are logged like any other and never judged as training. */
  readonly extra_templates: readonly string[];
  readonly gates: Gates;
  readonly rules: Rules;
  /** In the order in which they are done on a test day. */
  readonly tests: readonly Test[];
  readonly test_day: TestDay;
  readonly safety: Safety;
  readonly sources: Readonly<Record<string, Source>>;
  /** Part of an exercise's dose → where such numbers come from. */
  readonly dose_sources: Readonly<Record<string, Tags>>;
  /** Group → code → sentence template. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** The document with its parts by id. */
export type Catalog = CatalogDocument & {
  readonly exerciseById: ReadonlyMap<string, Exercise>;
  readonly ladderById: ReadonlyMap<string, Ladder>;
  readonly stageById: ReadonlyMap<string, Stage>;
  readonly templateById: ReadonlyMap<string, Template>;
  readonly testById: ReadonlyMap<string, Test>;
  readonly itemById: ReadonlyMap<string, ItemWords>;
  /** What it was translated from; absent where it is as it was written. */
  readonly original?: Catalog;
};

/** The parsed catalogue document, ready for the rules. It was validated where it was written. */
export function readCatalog(document: CatalogDocument): Catalog {
  return {
    ...document,
    exerciseById: byId(document.exercises),
    ladderById: byId(document.ladders),
    stageById: byId(document.stages),
    templateById: byId(document.program.templates),
    testById: byId(document.tests),
    itemById: byId(document.items),
  };
}

function byId<Part extends { readonly id: string }>(parts: readonly Part[]): ReadonlyMap<string, Part> {
  return new Map(parts.map((part) => [part.id, part]));
}

/** The part that must be there; throws where a promise of the catalogue or of the fold is broken. */
export function known<Part>(parts: ReadonlyMap<string, Part>, id: string | undefined): Part {
  const part = id === undefined ? undefined : parts.get(id);
  if (part === undefined) throw new Error(`nothing is known by the id ${id}`);
  return part;
}
