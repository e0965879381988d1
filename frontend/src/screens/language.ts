/** What another device of this log chose is spoken here from the next start on. */

import { effect } from "@preact/signals";
import { choiceOf, keepLanguage } from "../language";
import { glance } from "../store/live";

export function heedLanguage(): void {
  effect(() => {
    const said = glance.value?.recent.settings.language;
    if (said !== undefined) keepLanguage(choiceOf(said));
  });
}
