/** What the runner reads about the keys, devices and data of an account. */

import { spoken } from "../language";

export const accountWords = spoken("accountWords", {
  title: "Keys, devices and data",
  sections: "On this page",
});
