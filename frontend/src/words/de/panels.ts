/** What slides up over a workout. */

import type * as english from "../panels";

export const menuWords: typeof english.menuWords = {
  how: "So geht die Übung",
  setup: "Ausgangsstellung",
  steps: "So geht's",
  think: "Denk an",
  faults: "Achte auf",
  good: "So sieht sauber aus",
  sets: "Bisherige Sätze",
  noSets: "Noch kein Satz eingetragen.",
  skip: "Diese Übung auslassen",
  skipLadder: "Genug von dieser Leiter",
  weight: "Gewicht",
  note: "Notiz zum nächsten Satz",
  end: "Training jetzt beenden",
  hurts: "Es tut weh",
  leave: "Offen lassen, zu Heute",
};

export const painWords: typeof english.painWords = {
  title: "Tut es weh?",
  scale: "0 ist nichts, 10 ist das Schlimmste, was du dir vorstellen kannst.",
  where: "Wo",
  places: ["Fuß", "Sprunggelenk", "Schienbein", "Wade", "Knie", "Oberschenkel", "Hüfte", "Rücken"],
  keep: (pain) => (pain === 0 ? "Kein Schmerz" : `${pain} festhalten`),
  easeTitle: "Mach es jetzt leichter",
  ease: [
    "Weniger tief, mehr Halt oder weniger Gewicht beim nächsten Satz.",
    "Morgen früh muss es wieder wie immer sein. Du wirst gefragt.",
  ],
  endJumpsTitle: "Heute keine Sprünge mehr",
  endJumps: [
    "Trag ein, was du geschafft hast. Für heute enden hier alle Sprünge.",
    "Der Rest der Einheit darf weitergehen, wenn er nicht wehtut.",
  ],
  stopTitle: "Hör mit dieser Übung auf",
  stop: [
    "Trag ein, was du geschafft hast. Die Übung endet hier, beim nächsten Mal eine Sprosse tiefer.",
    "Die nächste Übung kannst du vorsichtig versuchen, oder du beendest die Einheit.",
  ],
  severe: "Etwas Schlimmeres?",
  severeText: "Trifft eines davon zu, hör jetzt mit der Einheit auf. Der Plan bleibt zu, bis es geklärt ist.",
  wrongText: "Tippe an, was zutrifft. Der Plan bleibt zu, bis du sagst, dass es geklärt ist.",
  closed: "Notiert. Der Plan wartet.",
  flagged: "Notiert. Die Einheit ist beendet. Lass das bitte anschauen.",
};

export const skipWords: typeof english.skipWords = {
  title: "Diese Übung auslassen?",
  later: "Nicht jetzt, lieber am Ende",
  gear: "Hier fehlt etwas: eine andere Sprosse",
  gearHint: (gear) =>
    `Es braucht: ${gear}. Fehlt es länger? Nimm das Häkchen unter „Du“ weg, und der Plan kommt ohne aus.`,
  time: "Heute keine Zeit",
  quality: "Meine Technik ist weg",
  pain: "Es fühlt sich nicht richtig an",
  skipped: (exercise) => `Ausgelassen: ${exercise}`,
  putOff: (exercise) => `${exercise} kommt am Ende`,
};

export const addWords: typeof english.addWords = {
  title: "Noch ein Satz",
  text: "Er kommt nach den Sätzen, die noch übrig sind, und zählt wie jeder andere.",
  both: "Jedes Bein",
  one: "Ein Satz",
  added: (exercise) => `Noch einer: ${exercise}`,
};

export const flagWords: typeof english.flagWords = {
  urgent: "Hol dir jetzt Hilfe",
  stop_today: "Hör jetzt auf",
  see_professional: "Lass es bald anschauen",
  link: "Stimmt etwas nicht?",
  title: "Was stimmt nicht?",
};

export const trialWords: typeof english.trialWords = {
  skipText:
    "Du beginnst auf der letzten Sprosse, die auf beiden Beinen sauber war, oder auf der untersten. Von da kannst du jederzeit steigen.",
  time: "Das ist hoch genug",
  quality: "Meine Technik ist weg",
  pain: "Es fühlt sich nicht richtig an",
  endTitle: "Mit dem Suchen aufhören",
  endText: "Was du bis hier gefunden hast, zählt. Leitern, die du nicht probiert hast, bleiben, wo sie sind.",
  end: "Zeig, wo ich beginne",
};

export const endWords: typeof english.endWords = {
  title: "Training jetzt beenden?",
  text: "Was du gemacht hast, bleibt. Warum hörst du auf?",
  time: "Keine Zeit mehr",
  timeHint: "Zählt nicht: kein Schritt vor, keiner zurück",
  quality: "Meine Technik ist weg",
  qualityHint: "Beurteilt nach den Sätzen, die du gemacht hast",
  pain: "Es tut weh",
  painHint: "Beurteilt nach den Sätzen, die du gemacht hast",
  nothing: "Es ist noch kein Satz eingetragen, also geht nichts verloren.",
  discard: "Ein andermal",
};

export const editWords: typeof english.editWords = {
  remove: "Diesen Satz zurücknehmen",
  saved: "Geändert.",
  logged: "Eingetragen.",
  removed: "Zurückgenommen.",
  rir: "Noch im Tank",
  notAsked: "nicht gefragt",
};
