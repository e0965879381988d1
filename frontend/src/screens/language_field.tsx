import type { Choice } from "../language";
import { openWorkout } from "../store/live";
import { ChooseOne } from "../ui/choice";
import { youWords } from "../words/you";
import { chooseLanguage, languageChoice } from "./choose_language";

const OPTIONS: readonly { value: Choice; label: string }[] = [
  { value: "auto", label: youWords.languages.auto },
  { value: "en", label: youWords.languages.en },
  { value: "de", label: youWords.languages.de },
];

/** Which language the app speaks. */
export function LanguageField() {
  return (
    <>
      <ChooseOne
        label={youWords.language}
        hideLabel
        options={OPTIONS}
        chosen={languageChoice()}
        onChoose={(choice) => void chooseLanguage(choice)}
      />
      {openWorkout.value && <p class="small">{youWords.languageLater}</p>}
    </>
  );
}

export function languageSaid(): string {
  return youWords.languages[languageChoice()];
}
