/** The drawn runner, its faults and what mends them. */

import type * as english from "../figure";

export const figureWords: typeof english.figureWords = {
  label: (exercise) => `Zeichnung: ${exercise}`,
  faultLabel: (exercise, fault) => `${exercise} mit einem Fehler: ${fault}`,
  fixLabel: (exercise) => `${exercise}, gut gemacht`,
  turn: { side: "Von der Seite ansehen", front: "Von vorn ansehen" },
  fault: "So nicht",
  fix: "Sondern so",
  faults: {
    knee_in: { name: "Das Knie fällt nach innen", fix: "Kniescheibe über der zweiten Zehe" },
    knees_in: { name: "Die Knie driften nach innen", fix: "Beide Kniescheiben über den mittleren Zehen" },
    hip_drop: { name: "Eine Hüfte sinkt ab", fix: "Gürtel waagerecht, wie ein Tablett mit Wasser" },
    hip_sag: { name: "Die Hüfte hängt durch", fix: "Eine gerade Linie, Hüfte hoch" },
    hip_open: { name: "Die Hüfte dreht auf", fix: "Beide Beckenknochen zeigen zum Boden" },
    hip_sway: { name: "Die Hüfte schwankt", fix: "Hüfte über den Knien, nur der Brustkorb dreht" },
    heel_up: { name: "Die Ferse hebt ab", fix: "Ganzer Fuß schwer, Ferse unten" },
    heels_push: { name: "Der Druck kommt aus den Zehen", fix: "Durch die Fersen drücken" },
    back_round: { name: "Der Rücken wird rund", fix: "Langer Rücken, Knick in der Hüfte" },
    lean_over: { name: "Der Oberkörper klappt nach vorn", fix: "Brust hoch, Rippen über der Hüfte" },
    trunk_swing: {
      name: "Der Oberkörper schwingt mit",
      fix: "Rumpf ruhig, nur der Oberschenkel bewegt sich",
    },
    hard_landing: { name: "Harte, steife Landung", fix: "Federnd und leise" },
    overreach: { name: "Der Fuß greift zu weit vor", fix: "Der Fuß landet unter dir" },
    foot_roll: { name: "Der Fuß kippt auf die Außenkante", fix: "Gewicht auf dem Großzehenballen" },
    low_rise: { name: "Nur der halbe Weg", fix: "Jedes Mal ganz hoch" },
    knee_straight: {
      name: "Das Knie streckt sich und hilft mit",
      fix: "Das Knie bleibt so gebeugt wie am Anfang",
    },
    roll_back: { name: "Das Becken rollt nach hinten", fix: "Becken ruhig, nur das Knie öffnet" },
    toes_up: { name: "Die Zehen drehen nach oben", fix: "Die Zehen zeigen nach vorn" },
    holding_on: { name: "Festhalten", fix: "Hände frei, die Beine machen es" },
    head_down: { name: "Zusammengesunken, Blick am Boden", fix: "Groß werden, lang ausatmen" },
  },
};
