/** The weeks ahead: doors, days, moves, time away, races, runs. */

import { count, minutes, number } from "../../formats";
import type * as english from "../plan";
import type { CriterionWords } from "../plan";
import { ended } from "./legs";

const each = (parts: readonly (string | false | null)[]) => parts.filter(Boolean).join(" · ");
const days = (value: number) => count(value, "Tag", "Tage");
/** Datives. */
const dayDative = (value: number) => count(value, "Tag", "Tagen");
const weeksDative = (value: number) => count(value, "Woche", "Wochen");

const stepDown: CriterionWords = {
  name: "Absteigtest",
  change: ({ target }) =>
    `Fünf langsame Wiederholungen von einer 20-cm-Stufe, jedes Bein: höchstens ${count(target, "Fehlerpunkt", "Fehlerpunkte")}.`,
  link: "Zum Absteigtest",
};

const stand: CriterionWords = {
  name: "Einbeinstand",
  change: ({ target }) => `${target} s mit offenen Augen auf jedem Bein, der beste von drei Versuchen.`,
  link: "Zum Standtest",
};

const calm = (within: string): CriterionWords => ({
  name: "Ruhige Beine",
  change: ({ by, target }) =>
    by
      ? `Wieder offen ab ${by}, wenn bis dahin nichts mehr als ${target} wehtut.`
      : `Kein Schmerz über ${target} ${within}.`,
});

const calendar: CriterionWords = {
  name: "Zeit",
  change: ({ by, target }) =>
    by
      ? `Mindestens ${days(target)} Training; voll sind sie am ${ended(by)} Sehnen brauchen die Zeit, auch wenn die Kraft schon da ist.`
      : `Ab deiner ersten Einheit nach der Rückkehr zählen ${days(target)}.`,
};

/** A session within a sentence. */
const what = (type: string) => (type === TYPES.light ? "die leichte Einheit" : `die ${type}`);
const TYPES = {
  unilateral: "Einheit auf einem Bein",
  bilateral: "Einheit auf zwei Beinen",
  light: "Leichte Einheit",
};

export const planWords: typeof english.planWords = {
  title: "Plan",
  eyebrow: (week, phase) => (week > 0 ? `Woche ${week} · ${phase}` : phase),
  empty: "Dein Plan erscheint hier, sobald er begonnen hat.",
  closed: "Bis der Punkt auf „Heute“ geklärt ist, bleiben die Einheiten zu.",
  toToday: "Zu Heute",

  way: {
    title: "Der Weg",
    phase: (phase) => `Phase ${phase}`,
    here: "hier bist du",
    done: "geschafft",
    ahead: "kommt noch",
    door: (name) => `Tür: ${name}`,
    doorOpen: "offen",
    doorMissing: (missing, of) => `${missing} von ${of} ${missing === 1 ? "fehlt" : "fehlen"} noch`,
    openSince: (day) => ended(`Offen seit ${day}`),
    nextDoor: "Die nächste Tür",
    allOpen: "Alle Türen sind offen. Von hier an geht es um Hügel, Steigerungen und Wettkampftempo.",
    needs: (missing) => (missing === 1 ? "Eines fehlt noch" : `${number(missing)} Dinge fehlen noch`),
    has: "Schon da",
    met: "da",
    notMet: "fehlt noch",
    stays: "Eine offene Tür bleibt offen, außer du bist sehr lange weg.",
    both: "Kalender und Beine müssen beide Ja sagen. Es eilt nicht.",
  },

  criteria: {
    phase_2: {
      calendar,
      sessions: {
        name: "Einheiten gemacht",
        change: () => "Drei von vier geplanten Einheiten auf einem Bein. Die nächste zählt.",
        link: "Zur nächsten Einheit",
      },
      ladders: {
        name: "Zweimal in Folge gut",
        change: ({ lacking }) => `${lacking}: zwei Einheiten in Folge, die auf beiden Beinen gut sind.`,
      },
      step_down: stepDown,
      balance: stand,
      pain: calm("in den letzten 7 Tagen"),
    },
    plyo_gate: {
      calendar,
      calf: {
        name: "Wadenheben",
        change: ({ target }) => `${target} am Stück auf jedem Bein, im Takt.`,
        link: "Zum Wadentest",
      },
      step_down: stepDown,
      squat: {
        name: "Einbeinkniebeuge",
        change: ({ target }) =>
          `In einer Einheit ${target} saubere Wiederholungen auf eine 45 cm hohe Bank, mit beiden Beinen.`,
        link: "Zur Kniebeugen-Leiter",
      },
      balance: stand,
      pain: {
        ...calm("in den letzten 7 Tagen, und ruhige Morgen"),
        lacking: { morning: "Ein Morgen war schlechter als sonst." },
      },
      hop_tolerance: {
        name: "Probehopser",
        change: () =>
          "Zwei Sätze mit zehn Hopsern auf beiden Beinen, dann zehn auf jedem: leise, und am Morgen danach ist Ruhe.",
        lacking: {
          not_tried: "Kommt auf „Heute“, sobald alles andere da ist.",
          not_passed: "Letztes Mal nicht leise oder nicht alle. In ein paar Tagen noch einmal.",
          no_morning: "Gemacht. Der Morgen danach entscheidet.",
          worse_morning: "Der Morgen danach war schlechter als sonst. In ein paar Tagen noch einmal.",
        },
        link: "Zu Heute",
      },
      safety: {
        name: "Nichts offen",
        change: () =>
          "Ein offenes Warnzeichen oder eine Gesundheitsfrage braucht erst das Ja einer Fachperson.",
        link: "Zu Heute",
      },
    },
    phase_4: {
      calendar,
      jumps: {
        name: "Sprungwochen",
        change: ({ target }) =>
          `${target} Wochen mit Sprüngen, und in den letzten beiden kein Schritt zurück.`,
      },
      hop_asymmetry: {
        name: "Gleiche Hopser",
        change: ({ target }) =>
          `Einbeinige Hopser weniger als ${target} % auseinander, oder nicht weiter, als der Test unterscheiden kann.`,
        link: "Zum Hopstest",
      },
      pain: calm("an Sprungtagen der letzten 14 Tage"),
    },
  },

  measure: {
    days: (value, target) => `${number(Math.max(0, value ?? 0))} von ${dayDative(target)}`,
    sessions: (value, target) =>
      target === 0
        ? `bisher ${number(value ?? 0)}`
        : `${number(value ?? 0)} von mindestens ${number(target)}`,
    ladders: (value, target) => `${number(value ?? 0)} von ${count(target, "Leiter", "Leitern")}`,
    reps: (value, target) => `${number(value ?? 0)} von ${count(target, "Wiederholung", "Wiederholungen")}`,
    pain: (value, target) => `Schmerz ${number(value ?? 0)} · höchstens ${number(target)}`,
    weeks: (value, target) => `${number(value ?? 0)} von ${weeksDative(target)}`,
    clean_weeks: (value, target) => `${number(value ?? 0)} von ${weeksDative(target)} ohne Schritt zurück`,
    apart_pct: (value, target) =>
      value === null ? "nicht gemessen" : `${number(value)} % auseinander · unter ${number(target)} %`,
  },
  noise: "im Messrauschen",
  legs: {
    step_down: (value) => count(value, "Punkt", "Punkte"),
    balance: (value) => `${number(value)} s`,
    calf: (value) => number(value),
  },
  legTarget: {
    step_down: (target) => `höchstens ${number(target)}`,
    balance: (target) => `mindestens ${number(target)} s`,
    calf: (target) => `mindestens ${number(target)}`,
  },
  notMeasured: "noch nicht gemessen",
  personalCalf: "Die Zahl richtet sich nach Alter und Geschlecht; ohne beides ist sie 20.",

  weeks: {
    title: "Die nächsten vier Wochen",
    week: (week) => (week > 0 ? `Woche ${week}` : "Vor dem Start"),
    lighter: "Leichtere Woche",
    nothing: "Diese Woche keine Kraft.",
    summary: (sessions, runs) =>
      each([
        sessions > 0 ? count(sessions, "Einheit", "Einheiten") : "keine Kraft",
        runs > 0 && count(runs, "Lauf", "Läufe"),
      ]),
    today: "Heute",
    anyHour: "jederzeit",
    at: (time, length) => `${time} · etwa ${minutes(length)}`,
    run: (type, time) => `${type} ${time}`,
    tests: (tests) => count(tests, "Test", "Tests"),
    away: { sick: "Krank", holiday: "Urlaub", other: "Weg" },
    moved: "verschoben",
    bends: "beugt eine Regel",
    rest: "Frei",
    tap: "Tippe auf einen Tag, um zu sehen, warum, oder um ihn zu verschieben.",
  },

  day: {
    why: "Warum hier",
    runs: "Läufe",
    tests: "Tests",
    testsWhy:
      "Tests liegen in leichteren Wochen, weit weg von harten Läufen. Darum bleiben sie in ihrer Woche.",
    nothing: "Nichts geplant. Pause gehört zum Plan.",
    move: "Auf einen anderen Tag verschieben",
    moveBack: (day) => `Zurück auf ${day}`,
    bent: "Beugt",
    logRun: "Lauf eintragen",
    runFixed: "Läufe folgen deiner Woche. Ändern kannst du sie unten unter „Läufe“.",
    open: "Heute öffnen",
  },

  move: {
    title: (name) => `Verschieben: ${name}`,
    from: (day) => `Jetzt am ${day}. Such einen Tag aus; bei jedem steht vorher, was er beugen würde.`,
    looking: "Ich sehe nach …",
    keeps: "Passt zu allen Regeln",
    bends: (rules) => `Beugt: ${rules}`,
    home: "Wo es der Plan hatte",
    at: (time) => `um ${time}`,
    anyHour: "jederzeit",
    hour: "Die Uhrzeit richtet sich nach deinen Läufen: Der Plan nimmt die, die am wenigsten beugt.",
    go: (day) => `Auf ${day} verschieben`,
    pick: "Such einen Tag aus",
    alsoLine: (changes) => `Außerdem: ${changes}.`,
    alsoOn: (day, change) => `${day}: ${change}`,
    also: {
      gone: (type) => `${what(type)} fällt weg`,
      gives_way: (type) => `${what(type)} macht dort Platz`,
      new: (type) => `${what(type)} kommt dazu`,
      shorter: (type, length) => `${what(type)} wird kürzer, etwa ${minutes(length)}`,
      longer: (type, length) => `${what(type)} wird länger, etwa ${minutes(length)}`,
      bends: (type) => `${what(type)} beugt dann eine Regel`,
    },
    alsoNothing: "Sonst ändert sich nichts.",
    more: (left) => `und ${count(left, "weitere Änderung", "weitere Änderungen")}`,
    not: {
      away: "Da bist du weg.",
      done: "An dem Tag hast du schon trainiert.",
      full: "Da ist kein Platz.",
    },
    done: (day) => ended(`Verschoben auf ${day}`),
    back: (day) => ended(`Wieder am ${day}`),
    todayOpen: "Diese Einheit läuft schon, also bleibt sie heute.",
  },

  rules: {
    H1: (hours) => `in den ${hours} h danach kommt ein wichtiger Lauf, und deine Beine wären müde`,
    H2: (hours) => `es liegen keine ${hours} h zwischen dem harten Lauf an dem Tag und der Einheit`,
    H3: (hours) => `die nächste Einheit auf einem Bein ist keine ${hours} h entfernt`,
    H4: (hours) => `bis zu deinem Wettkampf sind es keine ${hours} h`,
    H5: (hours) => `dein langer Lauf ist keine ${hours} h her`,
  },

  type: TYPES,

  away: {
    title: "Auszeiten und Wettkämpfe",
    none: "Keine Auszeit und kein Wettkampf geplant.",
    add: { sick: "Ich bin krank", holiday: "Urlaub", other: "Auszeit" },
    why: "Was ist es?",
    kinds: { sick: "Krank", holiday: "Urlaub", other: "Anderes" },
    from: "Erster freier Tag",
    to: "Letzter freier Tag",
    wrong: "Der letzte Tag liegt vor dem ersten.",
    fever: (free) => `Mit Fieber: ${days(free)} ohne Beschwerden dazu`,
    feverHint: "Zähl ab dem letzten Tag mit Beschwerden.",
    sheet: { sick: "Werd erst gesund", holiday: "Urlaub", other: "Auszeit" },
    range: (first, last, length) => (first === last ? first : `${first} bis ${last} · ${days(length)}`),
    save: "Speichern",
    remove: "Entfernen",
    backToday: "Ich bin ab heute wieder da",
    saved: (name) => `Gespeichert: ${name}.`,
    removed: (name) => `Entfernt: ${name}.`,
    changes: "Was sich in den nächsten vier Wochen ändert",
    changesNone: "Am Plan muss sich nichts ändern.",
    returns: "Wenn du zurückkommst",
    gap: (length) => `${days(length)} zwischen zwei Einheiten:`,
    bands: "Zurückkommen nach einer Auszeit",
    bandOf: (low, high) =>
      high === null ? `${number(low)} Tage oder mehr` : `${number(low)} bis ${days(high)}`,
    kept: "Dein Tagebuch und deine Sprossen bleiben. Nur die ersten Tage danach sind leichter.",
  },

  race: {
    add: "Wettkampf eintragen",
    title: "Wettkampf",
    on: "Tag",
    at: "Start",
    what: (before, apart) =>
      `In der Wettkampfwoche eine Einheit mit halb so vielen Sätzen, mindestens ${days(before)} vorher. In den letzten ${apart} Stunden gar keine Kraft.`,
    past: "Dieser Tag ist vorbei. Trag ihn lieber als Lauf ein.",
    line: (day, time) => `${day}, ${time}`,
    in: (left) => (left === 0 ? "heute" : left === 1 ? "morgen" : `in ${dayDative(left)}`),
    raced: "gelaufen",
  },

  runs: {
    title: "Läufe",
    week: "Deine Laufwoche",
    weekHint: "Tippe auf einen Tag, um ihn zu ändern; die Kraft macht sofort Platz.",
    log: "Lauf eintragen",
    edit: "Lauf ändern",
    recent: "Zuletzt",
    none: "Noch kein Lauf eingetragen. Ein eingetragener Lauf ersetzt den geplanten an seinem Tag.",
    type: "Wie war er?",
    when: "Wann?",
    today: "Heute",
    yesterday: "Gestern",
    earlier: "An einem anderen Tag",
    day: "Tag",
    at: "Start",
    duration: "Wie lange?",
    less: "Fünf Minuten weniger",
    more: "Fünf Minuten mehr",
    length: (value) => minutes(value),
    save: "Lauf eintragen",
    saveEdit: "Speichern",
    remove: "Zurücknehmen",
    saved: (type, day) => `Lauf vom ${day} eingetragen: ${type}.`,
    changed: "Lauf geändert.",
    removed: "Lauf zurückgenommen.",
    future: "Ein Lauf zählt, wenn er gelaufen ist.",
    line: (type, time, length) => `${type} · ${time} · ${minutes(length)}`,
  },
};
