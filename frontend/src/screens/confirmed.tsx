import { useState } from "preact/hooks";
import { askAccount } from "../store/account";
import { TextField } from "../ui/text_field";
import { keyWords } from "../words/account_keys";
import { AskingTrouble, type Say, useAsking } from "./asking";

/** As `useAsking`, for a change of keys: the server may want the password of today before it. */
export function useConfirmed(say?: Say) {
  const asking = useAsking(say);
  const [password, setPassword] = useState("");
  const [isWanted, want] = useState(false);
  const isAsked = asking.trouble?.problem === "confirm_needed";
  if (isAsked && !isWanted) want(true);
  const run = (question: () => Promise<unknown>) =>
    asking.run(async () => {
      if (isWanted) await askAccount("PATCH", "/api/account", { current_password: password });
      await question();
      setPassword("");
      want(false);
    });
  const wrong = asking.trouble?.fields["/current_password"];
  return {
    ...asking,
    run,
    isHeld: asking.isHeld || (isWanted && password === ""),
    field: isWanted && (
      <TextField
        label={keyWords.yourPassword}
        hint={keyWords.yourPasswordHint}
        type="password"
        value={password}
        onText={setPassword}
        error={wrong === undefined ? undefined : keyWords.notYourPassword}
        autoComplete="current-password"
      />
    ),
    // What the field itself says is not said twice.
    shown: !isAsked && wrong === undefined && <AskingTrouble asking={asking} />,
  };
}
