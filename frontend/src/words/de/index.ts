/** German: the sentences of every words file, and the catalogue's. A language is a folder like this one. */

import overlayUrl from "../../generated/catalog.de.json?url";
import type { Tongue } from "../../language";
import type { Overlay } from "../../training/translate";
import * as account from "./account";
import * as accountActivity from "./account_activity";
import * as accountData from "./account_data";
import * as accountDevices from "./account_devices";
import * as accountKeys from "./account_keys";
import * as along from "./along";
import * as backup from "./backup";
import * as due from "./due";
import * as figure from "./figure";
import * as history from "./history";
import * as library from "./library";
import * as notices from "./notices";
import * as panels from "./panels";
import * as placement from "./placement";
import * as plan from "./plan";
import * as progress from "./progress";
import * as rungs from "./rungs";
import * as sources from "./sources";
import * as symmetry from "./symmetry";
import * as tests from "./tests";
import * as welcome from "./welcome";
import * as general from "./words";
import * as you from "./you";

/** What a words file says: its constants of words, apart from what it says them with. */
type Said<File> = Pick<File, Extract<keyof File, "words" | `${string}Words`>>;

const words = {
  ...account,
  ...accountActivity,
  ...accountData,
  ...accountDevices,
  ...accountKeys,
  ...along,
  ...backup,
  ...due,
  ...figure,
  ...history,
  ...library,
  ...notices,
  ...panels,
  ...placement,
  ...plan,
  ...progress,
  ...rungs,
  ...sources,
  ...symmetry,
  ...tests,
  ...welcome,
  ...general,
  ...you,
} satisfies Said<typeof import("../../words")> &
  Said<typeof import("../account")> &
  Said<typeof import("../account_activity")> &
  Said<typeof import("../account_data")> &
  Said<typeof import("../account_devices")> &
  Said<typeof import("../account_keys")> &
  Said<typeof import("../along")> &
  Said<typeof import("../backup")> &
  Said<typeof import("../due")> &
  Said<typeof import("../figure")> &
  Said<typeof import("../history")> &
  Said<typeof import("../library")> &
  Said<typeof import("../notices")> &
  Said<typeof import("../panels")> &
  Said<typeof import("../placement")> &
  Said<typeof import("../plan")> &
  Said<typeof import("../progress")> &
  Said<typeof import("../rungs")> &
  Said<typeof import("../sources")> &
  Said<typeof import("../symmetry")> &
  Said<typeof import("../tests")> &
  Said<typeof import("../welcome")> &
  Said<typeof import("../you")>;

/** Without it the catalogue stays English. */
async function fetchOverlay(): Promise<Overlay> {
  try {
    const answer = await fetch(overlayUrl);
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

export const tongue: Tongue = { words, overlay: fetchOverlay() };
