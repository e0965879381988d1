/** The two legs in the cases that sentences need. */

type Leg = "left" | "right";

const stem = { left: "link", right: "recht" } as const;

/** "linkes Bein" */
export const bein = (leg: Leg) => `${stem[leg]}es Bein`;
/** "Linkes Bein" */
export const Bein = (leg: Leg) => `${leg === "left" ? "Link" : "Recht"}es Bein`;
/** "das linke Bein" */
export const dasBein = (leg: Leg) => `das ${stem[leg]}e Bein`;
/** "linken Bein", after dem, mit dem, am, im. */
export const demBein = (leg: Leg) => `${stem[leg]}en Bein`;
export const seite = { left: "links", right: "rechts" } as const;
export const Seite = { left: "Links", right: "Rechts" } as const;
export const otherLeg = { left: "right", right: "left" } as const;

const NAMED: Readonly<Record<string, { das: string; dem: string; im: string }>> = {
  "linkes Bein": { das: "das linke Bein", dem: "dem linken Bein", im: "im linken Bein" },
  "rechtes Bein": { das: "das rechte Bein", dem: "dem rechten Bein", im: "im rechten Bein" },
  "beide Beine": { das: "beide Beine", dem: "beiden Beinen", im: "in beiden Beinen" },
};

/** Where a sentence is given a leg by its name, as the workout shows it. */
export function named(leg: string): { das: string; dem: string; im: string } {
  return NAMED[leg] ?? { das: leg, dem: leg, im: leg };
}

/** "Kniebeuge, Aufsteiger und Wade" */
export function list(names: readonly string[]): string {
  const head = names.slice(0, -1).join(", ");
  return head ? `${head} und ${names.at(-1)}` : (names[0] ?? "");
}

/** A text as the end of a sentence: "Sa., 19. Dez." has its full stop already. */
export function ended(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
