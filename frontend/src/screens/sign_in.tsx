import { useState } from "preact/hooks";
import { hasPasskeys } from "../device/passkeys";
import { AccountError, signIn, signInByName } from "../store/account";
import { backup } from "../store/live";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { Sheet } from "../ui/sheet";
import { TextField } from "../ui/text_field";
import { toast } from "../ui/toast";
import { words } from "../words";
import { keyWords } from "../words/account_keys";
import { youWords } from "../words/you";
import { JoinSheet } from "./account_join";
import { AskingTrouble, useAsking } from "./asking";
import { firstLook } from "./first_look";
import { passkeyTrouble, signInWithPasskey } from "./passkeys";

const said = keyWords.signIn;

type Typed = keyof typeof said.ways;

const WAYS = (["code", "name"] as const).map((value) => ({ value, label: said.ways[value] }));

/** Coming in on this device with what the runner has. */
export function SignIn({ onClose }: { onClose: () => void }) {
  const [joining, setJoining] = useState(false);
  const [typed, setTyped] = useState<Typed>("code");
  if (joining) {
    const isIn = () => backup.value.account !== null && !backup.value.signedOut;
    return <JoinSheet onClose={() => (isIn() ? onClose() : setJoining(false))} />;
  }
  const done = () => {
    toast(youWords.signedIn);
    onClose();
  };
  return (
    <Sheet title={youWords.signInTitle} closeLabel={words.close} onClose={onClose}>
      <p>{youWords.signInText}</p>
      {hasPasskeys() && <ByPasskey onIn={done} />}
      <Button look="wide" onClick={() => setJoining(true)}>
        {said.join}
      </Button>
      <ChooseOne label={said.or} options={WAYS} chosen={typed} onChoose={setTyped} />
      {typed === "code" ? <ByCode onIn={done} /> : <ByName onIn={done} />}
    </Sheet>
  );
}

type WayProps = { onIn: () => void };

function ByPasskey({ onIn }: WayProps) {
  const asking = useAsking(passkeyTrouble);
  const go = async () => {
    if (await asking.run(() => comeIn(signInWithPasskey))) onIn();
  };
  return (
    <div class="stack">
      <Button look="primary big" disabled={asking.isHeld} onClick={() => void go()}>
        {asking.busy ? said.waiting : said.passkey}
      </Button>
      <p class="small">{said.passkeyText}</p>
      <AskingTrouble asking={asking} />
    </div>
  );
}

function ByCode({ onIn }: WayProps) {
  const [code, setCode] = useState("");
  const asking = useAsking();
  const go = async (event: Event) => {
    event.preventDefault();
    if (await asking.run(() => comeIn(() => signIn(code)))) onIn();
  };
  return (
    <form class="stack wide" onSubmit={(event) => void go(event)}>
      <TextField
        label={said.code}
        hint={said.codeHint}
        value={code}
        onText={setCode}
        error={asking.trouble?.fields["/recovery_code"]}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
      />
      <AskingTrouble asking={asking} />
      <Go busy={asking.busy} disabled={asking.isHeld || code.trim() === ""} />
    </form>
  );
}

function ByName({ onIn }: WayProps) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const asking = useAsking(wrongPassword);
  const go = async (event: Event) => {
    event.preventDefault();
    if (await asking.run(() => comeIn(() => signInByName(name, password)))) onIn();
  };
  return (
    <form class="stack wide" onSubmit={(event) => void go(event)}>
      <TextField
        label={said.name}
        value={name}
        onText={setName}
        error={asking.trouble?.fields["/name"]}
        autoComplete="username"
        autoCapitalize="none"
        spellcheck={false}
        maxLength={64}
      />
      <TextField
        label={said.password}
        type="password"
        value={password}
        onText={setPassword}
        error={asking.trouble?.fields["/password"]}
        autoComplete="current-password"
      />
      <AskingTrouble asking={asking} />
      <Go busy={asking.busy} disabled={asking.isHeld || name.trim() === "" || password === ""} />
    </form>
  );
}

function wrongPassword(error: unknown): string | null {
  return error instanceof AccountError && error.code === "wrong_code" ? said.wrongPassword : null;
}

function Go({ busy, disabled }: { busy: boolean; disabled: boolean }) {
  return (
    <button type="submit" class={`button big ${hasPasskeys() ? "" : "primary"}`} disabled={disabled}>
      {busy ? youWords.signingIn : youWords.signInGo}
    </button>
  );
}

/** Signs in; then the form closes on a phone that knows its runner, unless the network makes that long. */
async function comeIn(byKey: () => Promise<void>): Promise<void> {
  await byKey();
  await firstLook();
}
