import { useState } from "preact/hooks";
import { signIn } from "../store/account";
import { backup } from "../store/live";
import { syncNow } from "../sync/loop";
import { Sheet } from "../ui/sheet";
import { TextField } from "../ui/text_field";
import { toast } from "../ui/toast";
import { words } from "../words";
import { youWords } from "../words/you";
import { AskingTrouble, useAsking } from "./asking";

const FIRST_LOOK_MS = 4000;

/** Coming in on this device with what the runner has. */
export function SignIn({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState("");
  const asking = useAsking();
  const go = async (event: Event) => {
    event.preventDefault();
    const isIn = await asking.run(async () => {
      await signIn(code);
      // The form closes on a phone that knows its runner, unless the network makes that long.
      await Promise.race([
        syncNow(),
        firstPage(),
        new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS)),
      ]);
    });
    if (!isIn) return;
    toast(youWords.signedIn);
    onClose();
  };
  return (
    <Sheet title={youWords.signInTitle} closeLabel={words.close} onClose={onClose}>
      <form class="stack wide" onSubmit={(event) => void go(event)}>
        <p>{youWords.signInText}</p>
        <TextField
          label={youWords.code}
          value={code}
          onText={setCode}
          error={asking.trouble?.fields["/recovery_code"]}
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
        />
        <AskingTrouble asking={asking} />
        <button type="submit" class="button primary big" disabled={asking.isHeld || code.trim() === ""}>
          {asking.busy ? youWords.signingIn : youWords.signInGo}
        </button>
      </form>
    </Sheet>
  );
}

/** When a long log has begun to arrive: the rest comes while the app is used. */
function firstPage(): Promise<void> {
  return new Promise((resolve) => {
    const stop = backup.subscribe(({ underway }) => {
      if (underway) resolve();
    });
    setTimeout(stop, FIRST_LOOK_MS);
  });
}
