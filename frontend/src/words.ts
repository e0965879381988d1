/**
 * Every sentence the runner reads, apart from verdicts (the catalogue's words) and what the catalogue says of
 * exercises and safety. Short, warm, concrete, second person. Numbers and dates go through Intl.
 */

/** The runner's own English, where there is one: it decides the order of day and month. */
const LOCALE = globalThis.navigator?.languages?.find((one) => one.startsWith("en")) ?? "en";
const MS_PER_DAY = 86_400_000;
const GRAMS_PER_LB = 453.592;

const whole = new Intl.NumberFormat(LOCALE);
const tenths = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

function localDate(options: Intl.DateTimeFormatOptions): (on: number) => string {
  const format = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" });
  return (on) => format.format(on * MS_PER_DAY);
}

/** Each takes a day number. */
export const dates = {
  full: localDate({ weekday: "long", day: "numeric", month: "long" }),
  weekday: localDate({ weekday: "long" }),
  short: localDate({ weekday: "short", day: "numeric", month: "short" }),
  narrow: localDate({ weekday: "short" }),
  dayOfMonth: localDate({ day: "numeric" }),
};

const clockTime = new Intl.DateTimeFormat(LOCALE, { hour: "numeric", minute: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat(LOCALE, {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
});

export const clock = (at_ms: number) => clockTime.format(at_ms);
export const moment = (at_ms: number) => dayAndTime.format(at_ms);

export function number(value: number): string {
  return whole.format(value);
}

export function count(value: number, one: string, many: string): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

export function minutes(value: number): string {
  return `${whole.format(value)} min`;
}

/** 1:05, or 9 below ten seconds apart from zero padding. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

export function weight(load_g: number, units: "kg" | "lb"): string {
  return units === "lb"
    ? `${tenths.format(load_g / GRAMS_PER_LB)} lb`
    : `${tenths.format(load_g / 1_000)} kg`;
}

export type LegName = "left" | "right" | "both";

const legs = {
  letter: { left: "L", right: "R", both: "LR" },
  name: { left: "left leg", right: "right leg", both: "both legs" },
  adjective: { left: "Left", right: "Right", both: "Both legs" },
} as const;

/** Holds are read in seconds; only a warm-up is long enough for minutes. */
const MINUTES_FROM_S = 120;

function amount(value: number, timed: boolean): string {
  if (!timed) return count(value, "rep", "reps");
  return value >= MINUTES_FROM_S ? minutes(Math.round(value / 60)) : `${whole.format(value)} s`;
}

export const words = {
  app: "Evenstride",
  legs,
  amount,
  close: "Close",
  back: "Back",
  save: "Save",
  cancel: "Cancel",
  undo: "Undo",
  yes: "Yes",
  no: "No",
  tabs: { label: "Main", today: "Today", progress: "Progress", you: "You" },

  /** The lines of `weekday`, Monday first. */
  weekdayName: (weekday: number) => dates.weekday(weekday + 3),
  weekdayShort: (weekday: number) => dates.narrow(weekday + 3),

  runs: { easy: "Easy", hard: "Hard", long: "Long", race: "Race" } as Record<string, string>,

  kept: {
    guest: (sets: number) =>
      sets === 0 ? "Nothing logged yet" : `${count(sets, "set", "sets")} only on this phone`,
    pending: (sets: number, entries: number) =>
      sets > 0
        ? `${count(sets, "set", "sets")} only on this phone`
        : `${count(entries, "change", "changes")} only on this phone`,
    backedUp: "Backed up",
    short: (sets: number) => `${whole.format(sets)} only here`,
    signedOut: "Signed out. Everything stays on this phone.",
    refused: (entries: number) => `${count(entries, "entry was", "entries were")} not accepted`,
  },

  update: { offer: "A new version is ready.", take: "Update now" },

  opening: {
    failedTitle: "Your log could not be opened",
    failed: "Nothing has been deleted.",
    why: {
      blocked: "Another tab still holds an older version of your log open.",
      outdated: "A newer version of Evenstride is open in another tab. This one has stepped aside.",
      newer: "Your log was written by a newer version of Evenstride than this one.",
      full: "The phone has no room left for your log.",
      slow: "The browser is taking very long to open your log.",
      no_storage: "This browser keeps no data for this page, as in a private window.",
      no_catalog: "A part of the app is missing: the exercises could not be read.",
      broken: "The browser would not open the place where your training is kept.",
    },
    rescued: "Saved. Keep that file.",
    rescueFailed: "The file could not be made.",
    try: "What usually helps",
    tips: [
      "Close other tabs or windows of Evenstride, then try again.",
      "Leave private browsing: it forgets or blocks stored data.",
      "Free some space on the phone.",
      "Restart the browser.",
    ],
    retry: "Try again",
    rescue: "Save what is still in memory",
    rescueHint: "One file with every set this page still holds. Keep it; it can be imported later.",
  },

  notFound: {
    title: "Nothing here",
    text: "That page does not exist, or not any more.",
    home: "Go to Today",
  },

  item: {
    knee_alignment: "Knee",
    neutral_pelvis: "Pelvis",
    smooth_breath: "Breath",
    quiet_landing: "Landing",
  },
  score: ["lost", "wobbly", "clean"] as const,

  microstep: {
    two_hands: "two hands",
    one_hand: "one hand",
    fingertips: "fingertips",
    none: "no hands",
    single_leg: "one leg",
  } as Record<string, string>,

  /** "2 × 8 each leg", "3 × 20 s". */
  dose: (sets: number, target: number, timed: boolean, perLeg: boolean) =>
    `${whole.format(sets)} × ${timed ? `${whole.format(target)} s` : whole.format(target)}${perLeg ? " each leg" : ""}`,

  today: {
    titleToday: "Strength today",
    titleRest: "No strength today",
    titleDone: "Done for today",
    titleOpen: "A workout is open",
    titleClosed: "On hold",
    titleNone: "Nothing planned",
    nextOn: (day: string) => `Next: ${day}`,
    none: "No session in the next four weeks. Check your days and time off under You.",
    closed: "Sessions stay closed until the point above is settled.",
    meta: (template: string, time: string) => `${template} · about ${time}`,
    deload: "Lighter week",
    start: "Start",
    startLighter: "Start, lighter",
    anyway: "Do it today anyway",
    resume: "Continue the workout",
    resumeAt: (done: number, of: number) => `${done} of ${of} exercises done`,
    resumeFrom: (day: string) => `Started ${day}`,
    whatIsInIt: "What is in it",
    feeling: "Two taps, if you like",
    sleep: "Sleep",
    energy: "Energy",
    poor: "poor",
    ok: "ok",
    bothPoor: "Poor sleep and little energy: a lighter session may serve you better today.",
    lighter: "Make it lighter: fewer sets, not counted for moving up",
    week: "The week",
    restDay: "rest",
    weekKey: "Runs above, strength below.",
    todayMark: "today",
    sessionMark: "strength",
    lightMark: "light",
    runAt: (type: string, at: string) => `${type} run at ${at}`,
    notStarted: "Set up your plan",
    changed: (what: string) => what,
  },

  due: {
    morningTitle: "How do your legs feel after the last session?",
    morningWhich: (day: string) => `${day}'s session. Compare with a usual morning.`,
    better: "Better",
    asUsual: "As usual",
    worse: "Worse",
    worseTitle: "How much worse?",
    worseLevels: [
      { value: 1, label: "A little", hint: "1 point more than usual" },
      { value: 2, label: "Clearly", hint: "2 to 3 points more" },
      { value: 4, label: "A lot", hint: "4 points or more" },
    ],
    soreTitle: "And after the jumps?",
    sore: {
      none: "No soreness",
      muscle_only: "Only muscles, dull and even",
      warmup_then_gone: "Sore in the first steps, then gone",
      warmup_and_stays: "Sore and it stays",
      lasted: "Sore for more than an hour, or still now",
    },
    soreAfterJumps: "A joint or tendon was sore after the jumps",
    level: {
      stop_today: "Stop for today. If it does not settle at once, get help.",
      see_professional: "Please see a doctor or physiotherapist soon. The plan waits.",
      urgent: "Please get help now. The plan waits.",
    },
    thanks: "Noted.",
    videoTitle: (exercise: string) => `Film one set: ${exercise}`,
    videoText:
      "You are ready for the next rung. Prop the phone at hip height, film a set of each leg from the front, and rate what you see.",
    videoOpen: "Rate the film",
    videoBy: "Who looked?",
    by: { self: "Me", coach: "A coach" },
    videoSave: "Save both legs",
    flagTitle: "Open warning sign",
    flagClear: "It is gone, or a professional has cleared me",
    screeningTitle: "Please ask a doctor before you start",
    screeningText:
      "You answered yes to a health question. Your plan waits until someone who can examine you agrees.",
    screeningOpen: "Look at my answers",
  },

  workout: {
    title: "Workout",
    position: (at: number, of: number, time: string) => `${at} of ${of} · ${time}`,
    progress: (at: number, of: number) => `Exercise ${at} of ${of}`,
    menu: "More",
    undoLast: "Undo the last set",
    nothingToUndo: "Nothing to undo",
    undone: (leg: string) => `Set taken back: ${leg}`,
    setNo: (no: number) => `set ${no}`,
    setOf: (no: number, of: number) => `set ${no} of ${of}`,
    sideOnScreen: { left: "left", right: "right", both: "both" } as const,
    doseEach: (target: string, perLeg: boolean) => (perLeg ? `${target} each leg` : target),
    tempo: (lower: string, pause: string, lift: string) =>
      [`${lower} s down`, pause !== "0" && `${pause} s hold`, lift === "X" ? "fast up" : `${lift} s up`]
        .filter(Boolean)
        .join(" · "),
    tempoWord: {
      hold: "hold still",
      fast: "fast",
      stick: "stick the landing",
      slow: "slow",
      easy: "easy",
    } as Record<string, string>,
    holdEach: (seconds: number) => `hold each ${seconds} s`,
    fewer: { reps: "One rep less", seconds: "One second less", weight: "Less weight" },
    more: { reps: "One rep more", seconds: "One second more", weight: "More weight" },
    reps: (value: number) => (value === 1 ? "rep" : "reps"),
    seconds: (value: number) => (value === 1 ? "second" : "seconds"),
    log: { all_clean: "All clean · log", rest_clean: "Rest was clean · log", as_marked: "Log as marked" },
    tank: {
      all_clean: "All clean, and left in the tank:",
      rest_clean: "Rest was clean, and left in the tank:",
      as_marked: "As marked, and left in the tank:",
    },
    reserve: ["0", "1", "2", "3+"],
    reserveSaid: (lead: string, reps: string) => `${lead} ${reps}. Log`,
    logStop: "Log · stop this exercise",
    logJumpsEnd: "Log · no more jumps today",
    start: (seconds: number) => `Start ${seconds} s`,
    getReady: "Get ready",
    stop: (seconds: number) => `Stop · ${seconds} s`,
    holdAgain: "Start again",
    sameAsLast: "Same as last set",
    pain: "Pain",
    painValue: (pain: number) => `Pain ${pain}`,
    hurts: "It hurts",
    logged: (leg: string, set: number, what: string) => `Logged: ${leg}, set ${set}, ${what}.`,
    nextUp: (what: string) => `Next: ${what}`,
    announceNext: (exercise: string, leg: string, set: string) => `Next: ${exercise}, ${leg}, ${set}.`,
    changeSide: "Change side",
    rest: "Rest",
    restNext: "Then the next exercise",
    ready: "Ready",
    shorter: "15 seconds less rest",
    longer: "15 seconds more rest",
    less15: "−15",
    more15: "+15",
    skipRest: "End the rest",
    saving: "Saving…",
    unsaved: (sets: number) => `${count(sets, "set is", "sets are")} not saved yet. Keep this page open.`,
    retry: "Save again",
    poorTitle: "That one got away.",
    easier: "Easier",
    endedPoor: (exercise: string) => `${exercise}: two rough sets, so enough for today.`,
    endedPain: (exercise: string) => `${exercise} stops here today because of pain.`,
    endedJumps: "No more jumps today: a joint or tendon spoke up.",
    weightLine: (load: string) => `${load} in hand`,
    noWeight: "no weight",
  },

  warmup: {
    title: "Warm up",
    text: (low: number, high: number) =>
      `${low} to ${high} minutes. Then one easy set of the first exercise.`,
    done: "Warm, let's go",
    skip: "Skip the warm-up",
    each: "each side",
  },

  cooldown: {
    title: "Cool down",
    text: (low: number, high: number) => `${low} to ${high} minutes, easy.`,
    rpeTitle: "How hard was the whole session?",
    rpeHint: "1 is nothing, 10 is everything. Leave it empty if you like.",
    note: "A note, if you like",
    finish: "Finish",
    back: "Back to the workout",
  },

  pain: {
    title: "Does it hurt?",
    scale: "0 is nothing, 10 is the worst you can imagine.",
    where: "Where",
    note: (place: string) => `Pain: ${place}`,
    places: ["foot", "ankle", "shin", "calf", "knee", "thigh", "hip", "back"],
    keep: (pain: number) => (pain === 0 ? "No pain" : `Keep ${pain}`),
    easeTitle: "Make it easier now",
    ease: [
      "Less depth, more support or less weight for the next set.",
      "It must be back to usual tomorrow morning. You will be asked.",
    ],
    endJumpsTitle: "No more jumps today",
    endJumps: [
      "Log what you did. All jumps end here for today.",
      "The rest of the session may go on if it does not hurt.",
    ],
    stopTitle: "Stop this exercise",
    stop: [
      "Log what you did; this exercise ends here, one rung lower next time.",
      "The next exercise is yours to try, gently, or end the session.",
    ],
    severe: "Something worse?",
    severeText: "If one of these is true, stop the session now. The plan stays closed until it is settled.",
    flagged: "Noted. The session has ended. Please have it looked at.",
  },

  menu: {
    how: "How to do it",
    setup: "Set-up",
    steps: "Do this",
    think: "Think of",
    faults: "Watch for",
    good: "What clean looks like",
    sets: "Sets so far",
    noSets: "No set logged yet.",
    easier: "An easier way",
    skip: "Skip this exercise",
    weight: "Weight",
    note: "Note for the next set",
    end: "End the workout now",
    hurts: "It hurts",
    leave: "Leave it open, go to Today",
  },

  easier: {
    title: "An easier way",
    text: "You go on with it at once. Both legs then start their two clean sessions there.",
    none: "This is the easiest rung. Use more support or less depth, and rate what you see.",
    chosen: (what: string) => `Easier: ${what}`,
    tips: "Or, without changing the rung:",
  },

  skip: {
    title: "Skip this exercise?",
    later: "Not now: do it at the end",
    time: "No time today",
    quality: "My form is gone",
    pain: "It does not feel right",
    skipped: (exercise: string) => `Skipped: ${exercise}`,
    putOff: (exercise: string) => `${exercise} comes at the end`,
  },

  end: {
    title: "End the workout now?",
    text: "What you did is kept. Why do you stop?",
    time: "Out of time",
    timeHint: "Neutral: no step gained, none lost",
    quality: "My form is gone",
    qualityHint: "Judged on the sets you did",
    pain: "It hurts",
    painHint: "Judged on the sets you did",
  },

  edit: {
    title: "Change this set",
    remove: "Take this set back",
    saved: "Changed.",
    removed: "Taken back.",
    rir: "Left in the tank",
    notAsked: "not asked",
  },

  done: {
    title: (time: string) => `Done. ${time}.`,
    titleNoTime: "Done.",
    summary: (sets: number, exercises: number) =>
      `${count(sets, "set", "sets")} in ${count(exercises, "exercise", "exercises")}.`,
    next: (day: string, time: string) => `Next: ${day}, about ${time}.`,
    nextToday: (time: string) => `Next: today, about ${time}.`,
    tomorrow: "Tomorrow morning, one question: how does it feel?",
    finish: "To Today",
    undo: "Not finished after all",
    missing: "This session is not on this phone.",
    deload: "A lighter session: not counted for moving up.",
    nextTime: "Next time",
    noVerdict: "Not judged yet.",
    verdicts: "What it means",
    dotsOf: (leg: string, what: string) => `${leg}: ${what}`,
    clean: (clean: number, of: number) => `${clean} of ${of} clean`,
  },

  /** The pill of a verdict. */
  verdict: {
    ADV_STAGE: "up a stage",
    ADV_RUNG: "up a rung",
    ADV_LOAD: "more weight",
    HOLD_BUILD: "building",
    HOLD_BANKED: "banked",
    HOLD_DELOAD: "lighter week",
    hold: "stay",
    regress: "one step back",
    stop: "stop",
    return: "welcome back",
  } as Record<string, string>,

  progress: {
    title: "Progress",
    phase: (phase: number, week: number) => `Phase ${phase} · week ${week}`,
    streak: (clean: number, of: number) => `${clean} of ${of} clean sessions at the top`,
    rungOf: (rung: number, of: number) => `Rung ${rung} of ${of}`,
    ladderLabel: (name: string, rung: number, of: number) => `${name}: you are on rung ${rung} of ${of}`,
    locked: (phase: number) => `From phase ${phase}`,
    groups: {
      core: "Core",
      secondary: "Supporting",
      bilateral_day: "Two-leg days",
      accessory: "Extras",
      plyo: "Jumps",
    } as Record<string, string>,
    doors: "Doors",
    open: "open",
    closed: "not yet",
    needs: "Still needs",
    empty: "Your ladders appear once your plan has started.",
    restsOn: "What it rests on",
    restsOnNothing: "Nothing yet.",
    back: "All ladders",
    rungs: "The rungs",
    here: "you are here",
    morning: (change: number) =>
      change > 0
        ? `worse next morning (+${change})`
        : change < 0
          ? "better next morning"
          : "as usual next morning",
    setLine: (what: string, pain: number, rir: number | null) =>
      [what, rir !== null && `${rir >= 3 ? "3+" : rir} in the tank`, pain > 0 && `pain ${pain}`]
        .filter(Boolean)
        .join(" · "),
  },

  welcome: {
    step: (at: number, of: number) => `Step ${at} of ${of}`,
    next: "Next",
    skip: "Skip",
    back: "Back",
    introTitle: "Strong on each leg",
    intro: [
      "Running is one leg at a time. Evenstride trains each one, and lets you climb only when both are ready.",
      "Two or three short sessions a week, around your runs. It works without a signal and needs no account.",
    ],
    introTime: "Setting up takes about a minute.",
    begin: "Set up",
    screeningTitle: "First, your health",
    screeningText: "Answer each one. This is the one step that cannot be skipped.",
    screeningLeft: (left: number) => `${count(left, "question", "questions")} left`,
    allNo: "No to all of these",
    askTitle: "Please ask a doctor before you start",
    askText: "You said yes to:",
    askWhy:
      "It may be fine to train. But this app cannot examine you, so someone who can should say so first.",
    cleared: "I have been cleared",
    clearedHint: "A doctor or physiotherapist has said yes.",
    later: "Not yet? Come back later.",
    saved: "Your answers are kept on this phone.",
    askAgain: "Answer the questions again",
    experienceTitle: "How used are you to single-leg strength work?",
    experience: {
      beginner: { label: "New to it", hint: "Less than six months of it" },
      seasoned: { label: "Used to it", hint: "Six months or more, regularly" },
    },
    usualDays: "Tuesday and Friday",
    expectTitle: "What to expect",
    expect: { beginner: "Two sessions a week.", seasoned: "Two or three sessions a week." },
    runsTitle: "Which days do you run?",
    runsText: "Tap a day to go through easy, hard and long. Strength keeps clear of hard and long runs.",
    noRun: "no run",
    runTime: "Usual start",
    strengthTitle: "Which days suit strength?",
    strengthText: "Pick two or three. Without a choice it is Tuesday and Friday.",
    equipmentTitle: "What do you have?",
    equipmentText: "Exercises and steps you cannot do are left out. Without a choice, everything is assumed.",
    equipmentNone: "None of these",
    finish: "Start my plan",
    disclaimerTitle: "Before you start",
    installTitle: "Keep it on your home screen",
    installIos:
      "Tap Share, then “Add to Home Screen”. Do it before the first session: the icon starts with an empty log.",
  },

  you: {
    title: "You",
    backup: "Back up and sync",
    guestText:
      "Your log lives on this phone only. An account keeps a copy and brings it to other devices. No e-mail, no password.",
    create: "Create an account",
    creating: "Creating…",
    codeTitle: "Your recovery code",
    codeText:
      "It is the only key to your account and is shown this once. Write it down or keep it in your password manager.",
    copy: "Copy",
    copied: "Copied.",
    copyFailed: "Copying was not allowed. Please write it down.",
    keptCode: "I have kept the code",
    codeFirst: "Keep the code first: it is shown only now.",
    codeDone: "Done",
    signIn: "I have a recovery code",
    signInTitle: "Sign in on this device",
    signInText: "Everything logged on this phone comes along.",
    code: "Recovery code",
    signInGo: "Sign in",
    signingIn: "Signing in…",
    signedIn: "Signed in. Your log is on its way.",
    signOut: "Sign out",
    signedOutToast: "Signed out. Your log stays on this phone.",
    account: (id: string) => `Account ${id.slice(0, 8)}`,
    syncNow: "Sync now",
    lastContact: (when: string) => `Last contact ${when}`,
    neverContact: "No contact with the server yet",
    waiting: (entries: number) => `${count(entries, "entry waits", "entries wait")} for the next connection.`,
    allThere: "Everything is backed up.",
    sessionEnded: "You are signed out on the server. Logging goes on; sign in again to back up.",
    problem: {
      offline: "No connection at the last try.",
      not_our_server:
        "The network answered, but not our server. A sign-in page of a hotel or café does that.",
      server_trouble: "The server had trouble at the last try. It will be tried again.",
      busy: "The server is busy. It will be tried again in a while.",
      other_account: "This browser is signed in to another account. Sign in again to back up.",
      account_deleted: "This account has been deleted on the server. Your log stays on this phone.",
      update_needed: "The server asks for a newer version of the app.",
      stuck: "The last try did not get through to the end. It will be tried again.",
      storage_full: "The phone has no room left. Free some, then sync again.",
    },
    trouble: {
      offline: "No connection right now. Nothing is lost; try again later.",
      not_our_server: "The network answered, but not our server. Sign in to the Wi-Fi first.",
      wrong_code: "That code is not known. Check each character.",
      busy: "Too many tries, or the server is busy. Wait a minute.",
      closed: "This server does not take new accounts.",
      server_trouble: "The server had trouble. Nothing is lost; try again later.",
    },
    refusedText: "These stay on this phone and count here. They are offered again after an update.",
    refusedWhy: {
      malformed: "Not of the right form",
      unknown_kind: "Of a kind the server does not know yet",
      unknown_version: "Of a version the server does not know yet",
      too_large: "Too large",
      hlc_future: "This phone's clock was far ahead",
      id_conflict: "Already there with other content",
      quota: "The account is full",
    } as Record<string, string>,
    kinds: {
      setting_changed: "A setting",
      screening_answered: "Health questions",
      plan_started: "Start of the plan",
      rung_chosen: "A rung you chose",
      session_started: "Start of a session",
      set_logged: "A set",
      session_finished: "End of a session",
      morning_checked: "A morning answer",
      red_flag_changed: "A warning sign",
      video_checked: "A film check",
    } as Record<string, string>,
    exportTitle: "Your data",
    exportText: "One file with everything ever logged. It is yours.",
    export: "Export",
    settings: "Settings",
    units: "Weights in",
    days: "Strength days",
    runs: "Runs",
    equipment: "Equipment",
    loadStep: "Smallest weight step",
    notSaid: "not set",
    safety: "Safety",
    safetyRedFlag: "Report a warning sign",
    redFlagText: "Tap what is true. The plan stays closed until it is settled.",
    things: (have: number) => count(have, "thing", "things"),
    stopToday: "Stop today",
    seeSomeone: "See a professional soon",
    urgent: "Get help now",
    about: "About",
    claims: [
      "Strength work may improve running economy. How much differs from runner to runner.",
      "It supports your training. It is not a promise against injury.",
      "A difference below 10 % between your legs is normal. The aim is to balance your legs, not to fix a fault.",
      "A clean checklist in the gym is not proof of a better stride. That is why filming comes later.",
    ],
    persisted: "The browser keeps your data unless you delete it.",
    notPersisted: "The browser may clear data of pages it thinks unused. A backup is the safe way.",
    version: (build: string) => `Version ${build}`,
  },
} as const;
