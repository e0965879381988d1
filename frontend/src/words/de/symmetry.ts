/** Left and right. Words are calm: a leg is named only when it is confirmed. */

import { dates, number } from "../../formats";
import type * as english from "../symmetry";
import { Bein, bein, dasBein, demBein, list, otherLeg, Seite } from "./legs";

export const symmetryWords: typeof english.symmetryWords = {
  title: "Links und rechts",
  back: "Fortschritt",
  headline: {
    none: "Kein Test in den letzten sechs Wochen",
    noneText: "Mit deinem nächsten Testtag kommt die Zahl zurück.",
    label: "auseinander",
    even: "Soweit Tests das sagen können, sind deine Beine gleichauf.",
    lagging: (leg, behind, of) =>
      behind === of
        ? `Dein ${bein(leg)} holt auf.`
        : `Dein ${bein(leg)} holt in ${behind} von ${of} Tests auf.`,
    differs: "Manche Tests sind verschieden. Kein Bein liegt in allen zurück.",
    open: "Manche Ergebnisse warten auf einen zweiten Tag.",
    text: (days) =>
      `Die Mitte deiner Tests aus den letzten ${days} Tagen. Was im Messrauschen liegt, zählt als 0. Unter 10 % ist normal.`,
  },
  changes: {
    title: "Was das in deinem Plan ändert",
    none: "Nichts. Das erste Bein wechselt, und beide arbeiten gleich viel.",
    first: (leg, where) =>
      `${where}: zuerst ${dasBein(leg)}. ${capital(dasBein(otherLeg[leg]))} übernimmt dessen Wiederholungen und Gewicht, nie mehr.`,
    everywhere: "Bei jeder Übung auf einem Bein",
    on: (ladders) => `Bei ${list(ladders)}`,
    extra: (leg, ladders, later) =>
      [
        ladders.length > 0 && `Ein Satz mehr mit dem ${demBein(leg)} bei ${list(ladders)}.`,
        later.length > 0 && `Ein Satz mehr bei ${list(later)}, sobald du das auf einem Bein trainierst.`,
      ]
        .filter(Boolean)
        .join(" "),
    block: (leg, exercises, sets, low, high) =>
      `Extra nur für ${dasBein(leg)}: ${list(exercises)}, ${sets} × ${low} bis ${high}.`,
    locked: (exercises) => `Wartet, bis deine Beine näher beieinander sind: ${list(exercises)}.`,
    frozen: (ladders) => `Nichts Neues bei ${list(ladders)}, bis eine Fachperson geschaut hat.`,
    jumps: "Sprünge bleiben gleich: Für ein Bein allein kommen nie welche dazu.",
    lift: (assessments, weeks, below) =>
      `Es löst sich von selbst: ${assessments} Testtage in Folge, ${weeks} Wochen auseinander, unter ${below} % oder im Rauschen.`,
    expect: (low, high) => `Gib dem ${low} bis ${high} Wochen.`,
  },
  tests: "Test für Test",
  key: "Der gestreifte Teil ist Messrauschen. Enden beide Balken darin, gibt es keinen Unterschied.",
  tier: (tier, of, name) => `Schritt ${tier} von ${of}: ${name}`,
  since: (day) => `seit ${dates.short(day)}`,
  calm: (calm, of) => `${calm} von ${of} ruhigen Testtagen auf dem Weg zurück`,
  pills: {
    level: "gleichauf",
    noise: "kein Unterschied",
    spread: "kein Unterschied",
    once: "einmal gesehen",
    small: "klein",
    watch: "im Blick",
    lagging: "holt auf",
    priority: "holt auf",
    refer: "frag eine Fachperson",
  },
  measuredOn: (day) => dates.full(day),
  trend: "Im Lauf der Zeit",
  trendKey:
    "Jeder Punkt neigt sich zu dem Bein, das an dem Tag besser war. Im gestreiften Teil neigt er sich zu keinem.",
  open: "Der Test und seine Tage",
  openTest: (test) => `${test}: der Test und seine Tage`,
  day: (day) => dates.short(day),
  chart: (left, right, what) => `Links ${left}, rechts ${right}. ${what}`,
  point: (day, left, right, real) =>
    `${dates.short(day)}: links ${left}, rechts ${right}, ${real ? "ein echter Unterschied" : "kein Unterschied"}`,
  control: {
    title: "Aus deinem Trainingstagebuch",
    none: "Dein Tagebuch zeigt zwischen den Beinen keinen Abstand, weder bei der Sauberkeit noch bei der Mühe.",
    quality: (leg, ladder, sessions) =>
      `${ladder}: Dein ${bein(leg)} war in den letzten ${sessions} Einheiten weniger ruhig.`,
    qualityBars: "Fehler je Satz",
    rir: (leg, ladder, sessions) =>
      `${ladder}: Gleiche Arbeit hat dein ${bein(leg)} in den letzten ${sessions} Einheiten mehr gekostet.`,
    rirBars: "noch im Tank",
    values: (left, right, what) => `Links ${number(left)}, rechts ${number(right)} (${what}).`,
    neither: "Das Tagebuch zeigt dort in beide Richtungen, darum wechselt das erste Bein.",
    tests: (leg) => `Deine Tests zeigen auf ${dasBein(leg)}, und sie haben das erste Wort: Es beginnt dort.`,
    first: (leg) => `Darum beginnt dort ${dasBein(leg)}, und das andere macht es nach.`,
  },
  empty: {
    title: "Zwei Beine, noch keine Zahlen",
    text: "Zehn Minuten, eine Wand und eine Stufe genügen. Jeder Test nimmt beide Beine und sagt dir, ob das, was du zwischen ihnen siehst, echt ist oder nur Rauschen.",
    start: (test) => `Beginn mit: ${test}`,
    list: "Alle Tests",
    oneLeg: (leg, test) =>
      `${test}: ${Bein(leg)} ist gemessen. ${Seite[otherLeg[leg]]} fehlt, darum gibt es noch nichts zu vergleichen.`,
  },
  facts: [
    "Bei Sprüngen liegen die Beine der meisten Läufer 5 bis 14 % auseinander. Das ist normal.",
    "Es geht darum, deine Beine anzugleichen, nicht darum, einen Fehler zu beheben.",
    "Ein Unterschied heißt erst so, wenn er zweimal und auf demselben Bein größer ist als das Rauschen des Tests.",
  ],
  factsTitle: "Wie du das liest",
  testsLink: "Alle Tests, und wie sie gehen",
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
