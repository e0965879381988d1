/** What the runner reads about the keys, devices and data of an account. */

export const accountWords = {
  title: "Keys, devices and data",
} as const;
