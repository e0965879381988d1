/** What is said where a runner chooses a rung. */

import { spoken } from "../language";

export const rungWords = spoken("rungWords", {
  title: "Easier or harder",
  change: "Easier, harder, or stay",
  easierTitle: "Easier",
  easier: "You go on with it at once. The two clean sessions for moving up start again there.",
  easierNone: "This is the easiest rung. Use more support or less depth, and rate what you see.",
  easierChosen: (what: string) => `Easier: ${what}`,
  tips: "Or without changing the rung",
  stayTitle: "Stay and build",
  stay: "You stay on this rung and add weight. Nothing moves you up a rung until you choose it.",
  stays: "You chose to stay here and build. A harder rung below ends that.",
  stayChosen: (exercise: string) => `You stay: ${exercise}, with weight`,
  harderTitle: "Harder",
  harder:
    "Your own call. What lies below counts as passed, the two clean sessions start again there, and the doors of the phases stay as they are.",
  harderNone: "You are at the top of this ladder. More reps or weight come by themselves.",
  harderChosen: (what: string) => `Harder: ${what}`,
  step: (stage: string, step: number) => `${stage}, step ${step}`,
  closed: {
    phase: (rung: string) => `Next rung: ${rung}. Its phase is not open yet.`,
    legs: (rung: string) => `Next rung: ${rung}. It opens when your legs are closer together.`,
    needs: (rung: string) => `Next rung: ${rung}. It still asks for:`,
    gear: (rung: string) => `Next rung: ${rung}. It takes equipment you have not ticked under You.`,
    frozen: (rung: string) => `Next rung: ${rung}. This ladder waits until a professional has had a look.`,
  },
});
