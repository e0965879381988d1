/** What stands on every screen, and the workout. */

import { count, dates, minutes, number } from "../../formats";
import type * as english from "../../words";

const legs = {
  letter: { left: "L", right: "R", both: "LR" },
  name: { left: "linkes Bein", right: "rechtes Bein", both: "beide Beine" },
  adjective: { left: "Links", right: "Rechts", both: "Beide Beine" },
} as const;

/** Holds are read in seconds; only a warm-up is long enough for minutes. */
const MINUTES_FROM_S = 120;

function amount(value: number, timed: boolean): string {
  if (!timed) return count(value, "Wiederholung", "Wiederholungen");
  return value >= MINUTES_FROM_S ? minutes(Math.round(value / 60)) : `${number(value)} s`;
}

const sets = (value: number) => count(value, "Satz", "Sätze");
const entries = (value: number) => count(value, "Eintrag", "Einträge");

export const words: typeof english.words = {
  app: "Evenstride",
  legs,
  amount,
  close: "Schließen",
  save: "Speichern",
  undo: "Rückgängig",
  yes: "Ja",
  no: "Nein",
  tabs: { label: "Hauptmenü", today: "Heute", plan: "Plan", progress: "Fortschritt", you: "Du" },

  weekdayShort: (weekday) => dates.narrow(weekday + 3),

  runs: { easy: "Locker", hard: "Hart", long: "Lang", race: "Wettkampf" },

  kept: {
    guest: (n) => (n === 0 ? "Noch nichts eingetragen" : `${sets(n)} nur auf diesem Handy`),
    pending: (n, all) =>
      n > 0
        ? `${sets(n)} nur auf diesem Handy`
        : `${count(all, "Änderung", "Änderungen")} nur auf diesem Handy`,
    backedUp: "Gesichert",
    short: (n) => `${number(n)} nur hier`,
    deleted: "Das Konto wurde gelöscht. Dein Tagebuch ist nur noch auf diesem Handy.",
    signedOut: "Abgemeldet. Alles bleibt auf diesem Handy.",
    refused: (n) => `${entries(n)} nicht angenommen`,
    unsaved: (n) => `${entries(n)} noch nicht gespeichert`,
    unsavedTitle: (n) => `${entries(n)} noch nicht gespeichert. Lass diese Seite offen.`,
    unsavedWhy: "Warum?",
    noContact: "Noch kein Kontakt zum Server",
    forgets: "Safari löscht sie womöglich, wenn du 7 Tage nicht hier warst.",
    underway: {
      reading: (done, of) => `Wird geholt: ${number(done)} von ${number(of)}`,
      preparing: (done, of) => `Wird vorbereitet: ${number(done)} von ${number(of)}`,
      sending: (done, of) => `Wird gesendet: ${number(done)} von ${number(of)}`,
    },
  },

  update: { offer: "Eine neue Version ist da.", take: "Jetzt nehmen" },

  missing: {
    title: "Diese Seite fehlt noch",
    text: "Ein Teil der App ist nicht angekommen. Was du eingetragen hast, ist noch da.",
    again: "Noch einmal",
  },

  opening: {
    failedTitle: "Dein Tagebuch ließ sich nicht öffnen",
    failed: "Es wurde nichts gelöscht.",
    why: {
      blocked: "Ein anderer Tab hält noch eine ältere Fassung deines Tagebuchs offen.",
      outdated: "In einem anderen Tab läuft ein neueres Evenstride. Dieser hier hat Platz gemacht.",
      newer: "Dein Tagebuch stammt von einem neueren Evenstride als diesem.",
      full: "Auf dem Handy ist kein Platz mehr für dein Tagebuch.",
      slow: "Der Browser braucht sehr lange, um dein Tagebuch zu öffnen.",
      no_storage: "Dieser Browser behält für diese Seite nichts, so wie in einem privaten Fenster.",
      no_catalog: "Ein Teil der App fehlt: Die Übungen ließen sich nicht lesen.",
      broken: "Der Browser gibt den Ort nicht frei, an dem dein Training liegt.",
    },
    rescued: "Gespeichert. Heb die Datei gut auf.",
    rescueFailed: "Die Datei ließ sich nicht anlegen.",
    try: "Was meistens hilft",
    tips: [
      "Schließ andere Tabs oder Fenster von Evenstride und versuch es noch einmal.",
      "Verlass das private Surfen: Es vergisst oder sperrt, was hier liegt.",
      "Schaff etwas Platz auf dem Handy.",
      "Starte den Browser neu.",
    ],
    retry: "Noch einmal",
    rescue: "Sichern, was noch da ist",
    rescueHint:
      "Eine Datei mit jedem Satz, den diese Seite noch hat. Heb sie auf, du kannst sie später einlesen.",
  },

  notFound: {
    title: "Hier ist nichts",
    text: "Diese Seite gibt es nicht, oder nicht mehr.",
    home: "Zu Heute",
  },

  item: {
    knee_alignment: "Knie",
    neutral_pelvis: "Becken",
    smooth_breath: "Atmung",
    quiet_landing: "Landung",
  },
  score: ["verloren", "wackelig", "sauber"],
  clean: (clean, of) => `${clean} von ${of} sauber`,

  stage: {
    reps: "mehr Wiederholungen",
    seconds: "länger halten",
    contacts: "mehr Sprünge",
  },

  template: { placement: "Deine Sprossen finden", hop_tolerance: "Hopser" },

  microstep: {
    two_hands: "zwei Hände",
    one_hand: "eine Hand",
    fingertips: "Fingerspitzen",
    none: "ohne Hände",
    single_leg: "ein Bein",
  },

  contacts: (landings) => `${number(landings)} Landungen insgesamt`,

  dose: (left, right, target, timed, perLeg) => {
    const [less, extra] = [Math.min(left, right), Math.abs(left - right)];
    const more = left > right ? "links" : "rechts";
    const each = less === 0 ? ` ${more}` : ` je Bein${extra > 0 ? `, ${more} +${extra}` : ""}`;
    return `${number(less || extra)} × ${number(target)}${timed ? " s" : ""}${perLeg ? each : ""}`;
  },

  today: {
    titleToday: "Heute ist Kraft dran",
    titleRest: "Heute keine Kraft",
    titleDone: "Für heute fertig",
    titleOpen: "Ein Training ist offen",
    titleClosed: "In der Warteschleife",
    titleNone: "Nichts geplant",
    nextOn: (day) => `Weiter am ${day}`,
    none: "In den nächsten vier Wochen ist keine Einheit geplant. Schau unter „Du“ nach deinen Tagen und unter „Plan“ nach deinen Auszeiten.",
    closed: "Bis der Punkt oben geklärt ist, bleiben die Einheiten zu.",
    meta: (template, time) => `${template} · etwa ${time}`,
    deload: "Leichtere Woche",
    start: "Los geht's",
    startLighter: "Los geht's, leichter",
    anyway: "Trotzdem heute machen",
    resume: "Training fortsetzen",
    resumeExtra: "Weitermachen",
    closeIt: "Hier beenden",
    resumeAt: (done, of) => `${done} von ${of} Übungen geschafft`,
    resumeFrom: (day) => `Begonnen: ${day}`,
    whatIsInIt: "Was drankommt",
    sleep: "Schlaf",
    energy: "Energie",
    poor: "schlecht",
    ok: "gut",
    bothPoor:
      "Schlecht geschlafen und wenig Energie: Heute tut dir eine leichtere Einheit vielleicht besser.",
    lighter: "Leichter machen: weniger Sätze, zählt nicht für den Aufstieg",
    week: "Die Woche",
    restDay: "frei",
    weekKey: "Oben die Läufe, unten die Kraft.",
    weekRace: "Die Flagge ist dein Wettkampf.",
    todayMark: "heute",
    sessionMark: "Kraft",
    lightMark: "leicht",
    runAt: (type, at) => `${type} laufen um ${at}`,
  },

  workout: {
    position: (at, of, time) => `${at} von ${of} · ${time}`,
    progress: (at, of) => `Übung ${at} von ${of}`,
    menu: "Mehr",
    undoLast: "Letzten Satz zurücknehmen",
    undone: (leg) => `Satz zurückgenommen: ${leg}`,
    setNo: (no) => `Satz ${no}`,
    setOf: (no, of) => `Satz ${no} von ${of}`,
    doseEach: (target, perLeg) => (perLeg ? `${target} je Bein` : target),
    tempo: (lower, pause, lift) =>
      [`${lower} s ab`, pause !== "0" && `${pause} s halten`, lift === "X" ? "schnell auf" : `${lift} s auf`]
        .filter(Boolean)
        .join(" · "),
    tempoWord: {
      hold: "ruhig halten",
      fast: "schnell",
      stick: "Landung stehen",
      slow: "langsam",
      easy: "locker",
    },
    holdEach: (seconds) => `jede ${seconds} s halten`,
    fewer: { reps: "Eine Wiederholung weniger", seconds: "Eine Sekunde weniger", weight: "Weniger Gewicht" },
    more: { reps: "Eine Wiederholung mehr", seconds: "Eine Sekunde mehr", weight: "Mehr Gewicht" },
    reps: (value) => (value === 1 ? "Wdh." : "Wdh."),
    seconds: (value) => (value === 1 ? "Sekunde" : "Sekunden"),
    log: {
      all_clean: "Alles sauber · fertig",
      rest_clean: "Rest war sauber · fertig",
      as_marked: "Wie markiert · fertig",
    },
    tank: {
      all_clean: "Alles sauber, und noch im Tank:",
      rest_clean: "Rest war sauber, und noch im Tank:",
      as_marked: "Wie markiert, und noch im Tank:",
    },
    reserve: ["0", "1", "2", "3+"],
    reserveSaid: (lead, reps) => `${lead} ${reps}. Eintragen`,
    logStop: "Fertig · diese Übung beenden",
    logJumpsEnd: "Fertig · heute keine Sprünge mehr",
    start: (seconds) => `${seconds} s starten`,
    getReady: "Mach dich bereit",
    stop: (seconds) => `Stopp · ${seconds} s`,
    sameAsLast: "Wie beim letzten Satz",
    pain: "Schmerz",
    painAt: (place) => `Schmerz: ${place}`,
    painValue: (pain) => `Schmerz ${pain}`,
    logged: (leg, set, what) => `Eingetragen: ${leg}, Satz ${set}, ${what}.`,
    nextUp: (what) => `Als Nächstes: ${what}`,
    announceNext: (exercise, leg, set) => `Als Nächstes: ${exercise}, ${leg}, ${set}.`,
    changeSide: "Wechsel",
    rest: "Pause",
    restBegins: (title, seconds) => `${title}: ${count(seconds, "Sekunde", "Sekunden")}.`,
    restOver: "Die Pause ist vorbei.",
    shorter: "15 Sekunden weniger Pause",
    longer: "15 Sekunden mehr Pause",
    endRest: "Pause jetzt beenden: weiter",
    skipRest: "weiter",
    pause: "Anhalten",
    goOn: "Weiter",
    paused: "angehalten",
    less15: "−15",
    more15: "+15",
    unsaved: (n) => `${sets(n)} noch nicht gespeichert. Lass diese Seite offen.`,
    retry: "Noch einmal speichern",
    rungOf: (at, of) => `Sprosse ${at} von ${of}`,
    endedPain: (exercise) => `${exercise}: Schluss für heute, wegen der Schmerzen.`,
    endedJumps: "Heute keine Sprünge mehr: Ein Gelenk oder eine Sehne hat sich gemeldet.",
    weightLine: (load) => `${load} in der Hand`,
    noWeight: "ohne Gewicht",
  },

  warmup: {
    title: "Aufwärmen",
    text: (low, high) => `${low} bis ${high} Minuten. Danach ein leichter Satz der ersten Übung.`,
    done: "Warm, los geht's",
    skip: "Aufwärmen auslassen",
    each: "je Seite",
  },

  cooldown: {
    title: "Ausklang",
    text: (low, high) => `${low} bis ${high} Minuten, ganz locker.`,
    rpeTitle: "Wie hart war die ganze Einheit?",
    rpeHint: "1 ist nichts, 10 ist alles. Lass es gern leer.",
    note: "Eine Notiz, wenn du magst",
    finish: "Fertig",
  },
};
