/** The shapes the app and the HTTP doors answer with (CONTRACT.md section 5): JSON, whole numbers only. */

export type Decision = "advance" | "hold" | "regress" | "stop" | "return";
export type Code =
  | "ADV_STAGE"
  | "ADV_RUNG"
  | "ADV_LOAD"
  | "HOLD_LEG"
  | "HOLD_FADE"
  | "HOLD_BUILD"
  | "HOLD_EFFORT"
  | "HOLD_PAIN"
  | "HOLD_PAIN_SETTLED"
  | "HOLD_PLYO_PAIN"
  | "HOLD_DELOAD"
  | "HOLD_BANKED"
  | "REG_KNEE"
  | "REG_POOR2"
  | "REG_STREAK4"
  | "REG_PAIN_AM"
  | "STOP_PAIN"
  | "STOP_RED_FLAG"
  | "RETURN_GAP";
export type Leg = "left" | "right" | "both";
export type GateId = "phase_2" | "plyo_gate" | "phase_4";

/** `exercise` and `stage` are where the next session is; `because` holds entry ids in training order. */
export type Verdict = {
  readonly decision: Decision;
  readonly code: Code;
  readonly leg: Leg | null;
  readonly item: string | null;
  readonly exercise: string;
  readonly stage: string;
  readonly reason: string;
  readonly because: readonly string[];
};

export type LadderProgress = {
  readonly ladder: string;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly phase_min: number;
  readonly streak: number;
  readonly verdict: Verdict | null;
};

export type GateProgress = {
  readonly id: GateId;
  readonly open: boolean;
  readonly failed: readonly string[];
};

export type Progress = {
  readonly phase: number;
  readonly week: number;
  readonly gates: readonly GateProgress[];
  readonly ladders: readonly LadderProgress[];
};

export type Item = {
  readonly ladder: string;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly sets_left: number;
  readonly sets_right: number;
  readonly reps_low: number | null;
  readonly reps_high: number | null;
  readonly seconds_low: number | null;
  readonly seconds_high: number | null;
  readonly target: number;
  readonly load_g: number;
  readonly tempo: string;
  readonly rest_s: number;
  readonly first_side: Leg;
  readonly checklist: readonly string[];
  readonly cue: string;
  readonly changed: string | null;
  readonly contacts: number;
};

/** One line of the warm-up or the cool-down: a tick, never judged. */
export type EasyItem = {
  readonly exercise: string;
  readonly sides: "per_leg" | "both";
  readonly reps_low: number | null;
  readonly reps_high: number | null;
  readonly seconds_low: number | null;
  readonly seconds_high: number | null;
};

export type NextSession = {
  readonly on: string;
  readonly template: string;
  readonly deload: boolean;
  readonly why: string;
  readonly minutes: number;
  readonly items: readonly Item[];
  readonly warmup: readonly EasyItem[];
  readonly cooldown: readonly EasyItem[];
};

/** Something to answer first: a morning's `session`, a video's `exercise`, a red flag's `flag`. */
export type Due = {
  readonly kind:
    | "morning_check"
    | "video_check"
    | "test"
    | "hop_tolerance"
    | "placement"
    | "red_flag"
    | "screening";
  readonly session: string | null;
  readonly exercise: string | null;
  readonly flag: string | null;
  readonly test: string | null;
};

export type Today = {
  readonly on: string;
  readonly next: NextSession | null;
  readonly due: readonly Due[];
};

export type PlannedRun = {
  readonly type: string;
  readonly at: string;
};

export type PlannedSession = {
  readonly template: string;
  readonly type: "unilateral" | "bilateral" | "light";
  readonly at: string | null;
  readonly minutes: number;
  readonly why: string;
};

export type PlanDay = {
  readonly on: string;
  readonly week: number;
  readonly phase: number;
  readonly deload: boolean;
  readonly runs: readonly PlannedRun[];
  readonly sessions: readonly PlannedSession[];
  readonly tests: readonly string[];
  readonly bent_rules: readonly string[];
};

export type Plan = {
  readonly phase: number;
  readonly week: number;
  readonly days: readonly PlanDay[];
};

export type SessionSet = {
  readonly id: string;
  readonly record: string;
  readonly exercise: string;
  readonly stage: string;
  readonly microstep: number;
  readonly side: Leg;
  readonly set_no: number;
  readonly reps: number | null;
  readonly seconds: number | null;
  readonly load_g: number;
  readonly checks: Readonly<Record<string, number>>;
  readonly rir: number | null;
  readonly pain: number;
  readonly stopped: string;
  readonly performed_at: number;
  /** Null for what another app logged: nobody watched. */
  readonly set_class: "good" | "fair" | "poor" | null;
};

export type SessionLadder = {
  readonly ladder: string;
  readonly sets: readonly SessionSet[];
  readonly verdict: Verdict | null;
};

export type Session = {
  readonly session: string;
  readonly template: string;
  readonly performed_on: string;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly ended: string | null;
  readonly deload: boolean;
  readonly pain_change: number | null;
  readonly ladders: readonly SessionLadder[];
};

/**
 * The newest day both legs did a test. Values are whole numbers of the stored unit (hundredths of s).
 *
 * `noise` is what the difference must exceed. `band` reads the exact difference, `asymmetry_pct` rounds it.
 */
export type SymmetryTest = {
  readonly test: string;
  readonly left: number;
  readonly right: number;
  readonly unit: string;
  readonly difference: number;
  readonly asymmetry_pct: number;
  readonly noise: number;
  readonly real: boolean;
  readonly confirmed: boolean;
  readonly band: "none" | "watch" | "lagging" | "priority" | "refer";
  readonly tier: number;
};

/** A gap between the legs in the log: mean fault points a set, or mean reps in reserve at equal work. */
export type SymmetryControl = {
  readonly ladder: string;
  readonly leg: Leg;
  readonly kind: "quality_gap" | "rir_gap";
  readonly left: number;
  readonly right: number;
};

export type Symmetry = {
  readonly headline_pct: number | null;
  readonly lagging: Leg | null;
  readonly tests: readonly SymmetryTest[];
  readonly control: readonly SymmetryControl[];
};
