/** What is read while measuring, and in the list of tests. */

import { count, dates, minutes, number } from "../../formats";
import type { Test } from "../../training/catalog";
import { bare, readings } from "../readings";
import type * as english from "../tests";
import { Bein, bein, dasBein, demBein, ended, Seite, seite } from "./legs";

export const readingWords: typeof english.readingWords = readings({
  reps: { one: "Wiederholung", many: "Wiederholungen", short: "Wdh." },
  points: { one: "Punkt", many: "Punkte" },
  nothingToNote: "nichts zu vermerken",
  aNote: "ein Vermerk",
});
const { unitOf, reading, noiseReading } = readingWords;

const tries = (n: number) => count(n, "Versuch", "Versuche");

export const testsWords: typeof english.testsWords = {
  title: "Tests",
  eyebrow: "Beide Beine, gemessen",
  intro:
    "Ein paar Minuten alle vier Wochen zeigen, was jedes Bein kann. Die Zahlen öffnen Türen und zeigen, wenn ein Bein zurückbleibt.",
  due: "Jetzt dran",
  dueIn: (time) => `Etwa ${time}, und das Aufwärmen.`,
  all: "Alle Tests",
  allHint: "In der Reihenfolge eines Testtags. Jeder für sich, an jedem Tag, an dem du frisch bist.",
  others: "Die anderen",
  next: (day) => `Nächster Testtag in deinem Plan: ${dates.full(day)}.`,
  never: "noch nicht gemessen",
  oneLegOnly: (leg) => `nur ${bein(leg)}`,
  legValue: (leg, value) => `${leg === "left" ? "L" : "R"} ${value}`,
  lastOn: (day) => dates.short(day),
  testDay: "Ein Testtag",
  warmup: (low, high) => `Wärm dich ${low} bis ${high} Minuten auf, wie vor einer Einheit.`,
  between: (between_s) => `${minutes(between_s / 60)} zwischen den Beinen.`,
  stopAt: (pain) => `Brich einen Test ab Schmerz ${pain} ab.`,
  why: {
    confirm: "Einmal gesehen. Heute lässt es sich bestätigen.",
    regular: "Gehört zu dieser leichteren Woche.",
    door: "Eine Tür in deinem Plan wartet darauf.",
  },
  closed: {
    plan: "Wartet mit deinem Plan, bis der offene Punkt auf „Heute“ geklärt ist.",
    jumps: "Wartet auf die Tür zu den Sprüngen: Dieser Test ist einer.",
    pause:
      "Nach Schmerzen ist Sprungpause, und dieser Test ist ein Sprung. Er geht nach sieben ruhigen Tagen auf.",
  },
  symmetryLink: "Was die Zahlen über links und rechts sagen",

  films: "Filme",
  filmsText:
    "Ein Satz je Bein, von vorn gefilmt und von außen bewertet. Deinen eigenen Augen entgeht die Hälfte.",
  filmOpen: "Film bewerten",
  filmRate: (exercise) => `Film bewerten: ${exercise}`,
  filmNever: "noch nicht gefilmt",
  filmGood: (until) => `auf beiden Beinen sauber, gilt bis ${dates.short(until)}`,
  filmNot: (day) => `gefilmt ${dates.short(day)}: noch nicht sauber`,
  filmPart: (day) => `gefilmt ${dates.short(day)}: ein Bein fehlt`,
  filmOld: (day) => `gefilmt ${dates.short(day)}: zu lange her, um zu zählen`,
};

export const testWords: typeof english.testWords = {
  back: "Alle Tests",
  eyebrow: "Test",
  dueAt: (at, of) => (of === 1 ? "Jetzt dran" : `Jetzt dran, ${at} von ${of}`),
  how: "So geht der Test",
  practice: (n) => `Zuerst ${tries(n)} zum Üben, je Bein.`,
  triesEach: (n, best) =>
    n === 1
      ? "Ein Versuch je Bein."
      : `${tries(n)} je Bein; es zählt ${best ? "der beste" : "der Mittelwert"}.`,
  stopWhen: "Er endet, wenn",
  order: (leg) =>
    `Heute zuerst ${dasBein(leg)}. Das wechselt jedes Mal, damit die Reihenfolge keines bevorzugt.`,
  learn:
    "Dein erster Tag mit Hopsern ist Übung: Du wirst besser, nur weil du weißt, wie es geht. Er bleibt im Tagebuch, aber trau dem zweiten Tag.",
  nowLeg: (leg) => Bein(leg),
  try: (at) => `Versuch ${at}`,
  oneTry: "Ergebnis",
  less: (what) => `${what}: weniger`,
  more: (what) => `${what}: mehr`,
  field: (what, unit) => `${what} in ${unit}`,
  lastTime: (what) => `Letztes Mal ${what}`,
  faults: "Was hast du gesehen?",
  noFault: "Nichts, alles sauber",
  score: (points) => count(points, "Punkt", "Punkte"),
  startTry: (at, of) => (of === 1 ? "Uhr starten" : `Uhr für Versuch ${at} starten`),
  startCount: (seconds) => `${seconds} s starten`,
  startBeat: (bpm) => `${number(bpm)} Schläge pro Minute starten`,
  startTaps: "Mit Tippen zählen",
  hintPace: (reps) =>
    `Drei Schläge, dann auf dem einen hoch und auf dem nächsten runter: ${number(reps)} pro Minute. Der Schlag zählt mit.`,
  hintTaps: "Tippe für jede Wiederholung einmal auf den Bildschirm, oder lass jemanden für dich tippen.",
  hintTime: "Drei Sekunden, um dich hinzustellen. Tippe einmal für jede Wiederholung.",
  tapRep: "Eine Wiederholung",
  tapLess: "Eine Wiederholung weniger",
  tapHint: "Tippe für jede Wiederholung",
  beatHint: "Der Schlag zählt. Tippe nur, wenn du selbst zählst.",
  counted: (reps) => count(reps, "Wiederholung", "Wiederholungen"),
  countDone: "Fertig",
  timeUp: "Zeit",
  practiceDone: (at, of) => `Übungsversuch ${number(at)} von ${number(of)} abhaken`,
  landing: (seconds) => `Gelandet: ${number(seconds)} s zählen`,
  landingSlips: (seconds) => `Halten: ${number(seconds)}. Tippe, wenn es wegrutscht`,
  landingHint: "Tippe beim Landen. Es geht auch ohne.",
  landingHeld: (seconds) => `${number(seconds)} s gehalten: Dieser Versuch zählt.`,
  landingLost: "Nicht gehalten, also zählt dieser Versuch nicht. Noch einmal.",
  ready: "Stell dich hin",
  stop: "Stopp",
  cancel: "Abbrechen",
  clockHint: "Drei Sekunden, um dich hinzustellen. Am Ende stoppt sie von selbst.",
  clockHintOpen: "Drei Sekunden, um dich hinzustellen. Tippe irgendwo auf den Knopf, wenn es vorbei ist.",
  pain: (pain) => `Schmerz beim Testen: ${pain}`,
  painChange: "Ändern",
  painScale: "0 ist nichts, 10 ist das Schlimmste, was du dir vorstellen kannst.",
  stopTitle: "Hör mit diesem Test auf",
  stopText:
    "Behalte, was du hast, oder lass es. Kein Test ist Schmerzen wert; er kommt an einem anderen Tag wieder.",
  severe: "Etwas Schlimmeres? Warnzeichen melden",
  save: (leg, done, of) =>
    of > 1 && done < of ? `${Seite[leg]} speichern · ${done} von ${of} Versuchen` : `${Bein(leg)} speichern`,
  saveFirst: "Trag erst ein Ergebnis ein",
  saveChange: "Änderung speichern",
  saveBoth: "Beide Beine speichern",
  saved: (leg, what) => `${Bein(leg)}: ${what}. Gespeichert.`,
  savedBoth: "Beide Beine gespeichert.",
  changed: "Geändert.",
  removed: "Zurückgenommen.",
  remove: "Dieses Ergebnis zurücknehmen",
  leave: "Lassen, wie es war",
  rest: "Pause, dann das andere Bein",
  restOver: "Ausgeruht. Jetzt das andere Bein.",
  onlyOne: "Heute nur dieses Bein",
  onlyOneText: (leg) =>
    `Heute nur ${dasBein(leg)}. Ein Bein allein lässt sich mit nichts vergleichen; das andere kann heute noch folgen.`,
  other: (leg) => `Doch noch ${dasBein(leg)} messen`,
  today: "Heute",
  change: "Ändern",
  strideClean: "Nichts zu vermerken: Was ein Bein zeigt, zeigt auch das andere, oder es ist kaum zu sehen.",
  strideNote: (leg, note) => `Zu vermerken am ${demBein(leg)}: ${note}.`,
  door: (asked, atMost) => `Eine Tür in deinem Plan verlangt ${atMost ? "höchstens " : ""}${asked} je Bein.`,
  edit: (leg, what) => `${Bein(leg)}: ${what}. Ändern`,
  nextTest: (name) => `Weiter: ${name}`,
  doneAll: "Das war alles. Zu Heute",
  toSymmetry: "Links und rechts ansehen",
  before: "Frühere Tage",
  editTitle: (leg, day) => `${Bein(leg)}, ${dates.short(day)}`,
  strides: (strides) => `In wie vielen von ${strides} Schritten ist ein Fehler zu sehen?`,
  strideOf: (check, leg) => `${check}, ${bein(leg)}`,
  missing: "Diesen Test gibt es nicht.",
  recent: (hours) =>
    `Dein harter Lauf ist keine ${hours} Stunden her. Müde Beine messen sich zu schwach: Morgen oder später stimmt es eher.`,
};

export const filmWords: typeof english.filmWords = {
  title: "Nach der Uhr filmen",
  start: { behind: "Los, Handy hinter dir", beside: "Los, Handy neben dir" },
  hint: (easy_min, clip_s) =>
    `${minutes(easy_min)} locker, dann führen Schläge und Töne durch ${clip_s} s locker und ${clip_s} s schnell. Am besten filmt ein zweites Handy: Dieses ist stumm, solange seine Kamera offen ist. Schon gefilmt? Weiter unten geht es los.`,
  hintBeside:
    "Eine halbe Minute locker, dann dasselbe noch einmal. Beide Seiten auf einmal gefilmt? Weiter unten geht es los.",
  nowBeside: "Von hinten gefilmt. Stell das Handy jetzt neben dich.",
  allFilmed: "Alles gefilmt. Schau es langsam an und zähle unten.",
  step: {
    warm: "Lauf locker",
    film_easy: "Gefilmt: locker",
    faster: "Jetzt schneller",
    film_fast: "Gefilmt: schnell",
  },
  after: (step) => `Dann: ${step}`,
  afterLast: "Dann bist du hier fertig",
  viewDone: "Das war es. Werde langsamer.",
  skip: "Weiterspringen",
  stop: "Stopp",
};

/** The two numbers as a runner says them. */
function both(kind: Test, left: number, right: number): string {
  return `Links ${bare(kind, left)}, rechts ${bare(kind, right)} ${unitOf(kind, right)}`;
}

export const findingWords: typeof english.findingWords = {
  level: (kind, left) => `${reading(kind, left)} auf beiden Beinen: gleichauf.`,
  noise: (kind, left, right, noise) =>
    `${both(kind, left, right)}. Bis ${noiseReading(kind, noise)} auseinander ist Messrauschen, also ist das kein Unterschied.`,
  spread: (kind, left, right) =>
    `${both(kind, left, right)}. Deine eigenen Versuche liegen so weit auseinander wie deine Beine, also ist das kein Unterschied.`,
  once: (kind, left, right, noise, from, isOpen) =>
    `${both(kind, left, right)}: mehr als das Messrauschen (${noiseReading(kind, noise)}), einmal gesehen. ${
      isOpen
        ? "Noch ein Test jetzt würde es zeigen."
        : ended(`Noch ein Test an einem anderen Tag würde es zeigen, ab ${dates.short(from)}`)
    }`,
  small: (kind, left, right) => `${both(kind, left, right)}. Zweimal gesehen, und klein: nichts zu ändern.`,
  watch: (leg, pct) =>
    `Dein ${bein(leg)} liegt ${pct} % zurück, zweimal gesehen. Unter 10 % ist normal, also ändert sich nichts.`,
  lagging: (leg, pct) => `Dein ${bein(leg)} holt auf: ${pct} % zurück, zweimal gesehen.`,
  priority: (leg, pct) => `Dein ${bein(leg)} hat einiges aufzuholen: ${pct} % zurück, zweimal gesehen.`,
  refer: (leg, pct) =>
    `Dein ${bein(leg)} liegt ${pct} % zurück, zweimal gesehen. Lass bitte eine Ärztin oder einen Physiotherapeuten schauen.`,
};

export const normWords: typeof english.normWords = {
  everybody: (text) => `Zum Vergleich: ${text}`,
  typical: (what) => `In deinem Alter typisch: ${what}.`,
  height: (what) => `Bei deiner Größe üblich: etwa ${what}.`,
  band: {
    good: "ein gutes Ergebnis",
    medium: "in der Mitte",
    average: "durchschnittlich",
    poor: "da ist noch Luft nach oben",
  },
  bandBoth: (what) => `Je Bein: ${what}.`,
  bandEach: (said) =>
    `${said.map(({ leg, what }, at) => `${(at === 0 ? Seite : seite)[leg]}: ${what}`).join(", ")}.`,
  notCompared: "Bei diesem Test werden die Beine nicht verglichen.",
  ask: "Mach daraus deine eigene Norm",
  askText:
    "Typische Werte hängen von Alter und Geschlecht ab, manche von der Größe. Es bleibt in deinem Tagebuch.",
};

export const aboutWords: typeof english.aboutWords = {
  birthYear: "Geburtsjahr",
  sex: "Geschlecht",
  sexes: { f: "weiblich", m: "männlich", unspecified: "keine Angabe" },
  height: "Größe in cm",
};

export const dueTestWords: typeof english.dueTestWords = {
  title: (tests, time) => `${tests === 1 ? "1 Test ist dran" : `${tests} Tests sind dran`}: etwa ${time}`,
  withLighter:
    "Es ist eine leichtere Woche. Wärm dich auf, teste, solange du frisch bist, dann kommt die Einheit von heute.",
  withSession:
    "Wärm dich auf, teste, solange du frisch bist, dann kommt die Einheit von heute. Oder nimm einen Tag ohne Einheit.",
  withoutSession: "Heute ist keine Kraft dran, die Beine sind also frei. Wärm dich vorher auf.",
  open: "Zu den Tests",
};
