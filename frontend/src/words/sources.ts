/** What the runner reads around the sources of the numbers. */

import { spoken } from "../language";

export const sourceWords = spoken("sourceWords", {
  title: "Where the numbers come from",
  link: "Where the numbers come from",
  text: "Every rule of the plan rests on one of these, and what is our own choice says so.",
  back: "You",
  reading: "Asking the server…",
  offline: "The list is on the server, and there is no connection right now.",
  again: "Try again",
});
