import { useEffect, useId, useState } from "preact/hooks";
import { canInstallByHand } from "../device/install";
import { signOut } from "../store/account";
import { backup } from "../store/live";
import { type Joining, join, lookAt } from "../store/pairing";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { words } from "../words";
import { joinWords, pairingWords } from "../words/account_devices";
import { AskingTrouble, useAsking } from "./asking";
import { firstLook } from "./first_look";
import { grouped, isWhole } from "./join_code";
import "./account_devices.css";

/** Joining the log of another phone, as a sheet. */
export function JoinSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={joinWords.title} closeLabel={words.close} onClose={onClose}>
      <JoinLog onDone={onClose} />
    </Sheet>
  );
}

/** The code, then whose log it is, then joining. `first`: a code that came with a link. */
export function JoinLog({ first = "", onDone }: { first?: string; onDone: () => void }) {
  const [code, setCode] = useState(grouped(first));
  const [joining, setJoining] = useState<Joining | null>(null);
  const asking = useAsking();
  const ofCode = joinWords.trouble[asking.trouble?.problem ?? ""];
  const look = () => asking.run(async () => setJoining(await lookAt(code)));
  useEffect(() => {
    if (isWhole(code)) void look();
  }, []);
  const go = async () => {
    const isIn = await asking.run(async () => {
      await join(code);
      await firstLook();
    });
    if (!isIn) return;
    toast(joinWords.joined);
    onDone();
  };
  const back = () => {
    setJoining(null);
    setCode("");
    asking.forget();
  };
  if (joining && ofCode === undefined) {
    return (
      <>
        <About
          joining={joining}
          busy={asking.busy}
          held={asking.isHeld}
          onGo={() => void go()}
          onDone={onDone}
        />
        <AskingTrouble asking={asking} />
        <Button look="bare" disabled={asking.busy} onClick={back}>
          {joinWords.notMine}
        </Button>
      </>
    );
  }
  const type = (text: string) => {
    setCode(text);
    setJoining(null);
    if (ofCode !== undefined) asking.forget();
  };
  return (
    <form
      class="stack wide"
      onSubmit={(event) => {
        event.preventDefault();
        setJoining(null);
        void look();
      }}
    >
      <SignedInAlready />
      <p>{joinWords.text}</p>
      <CodeField code={code} onCode={type} error={ofCode ?? asking.trouble?.fields["/code"]} />
      <InApp />
      {ofCode === undefined && <AskingTrouble asking={asking} />}
      <button type="submit" class="button primary big" disabled={asking.isHeld || !isWhole(code)}>
        {asking.busy ? joinWords.looking : joinWords.look}
      </button>
    </form>
  );
}

type CodeFieldProps = { code: string; onCode: (code: string) => void; error: string | undefined };

function CodeField({ code, onCode, error }: CodeFieldProps) {
  const id = useId();
  return (
    <label class="field">
      <span>{joinWords.field}</span>
      <input
        class="code-field"
        value={code}
        onInput={({ currentTarget }) => {
          // Also when nothing changes by it, such as a ninth character: then nothing is drawn anew.
          currentTarget.value = grouped(currentTarget.value);
          onCode(currentTarget.value);
        }}
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={id}
      />
      <span id={id} class={error ? "small wrong" : "small"} role={error ? "alert" : undefined}>
        {error ?? joinWords.hint}
      </span>
    </label>
  );
}

/** Before the code is used up: a camera opens Safari, and the app on the home screen starts with nothing. */
function InApp() {
  return canInstallByHand() ? <p class="small">{joinWords.inApp}</p> : null;
}

function SignedInAlready() {
  const { account, signedOut } = backup.value;
  if (account === null || signedOut) return null;
  return <Bar>{joinWords.signedIn(joinWords.log(null, account))}</Bar>;
}

type AboutProps = {
  joining: Joining;
  busy: boolean;
  held: boolean;
  onGo: () => void;
  onDone: () => void;
};

/** What is about to be joined, and what becomes of what is on this phone. */
function About({ joining, busy, held, onGo, onDone }: AboutProps) {
  const { account, signedOut } = backup.value;
  const isIn = account !== null && !signedOut;
  const facts = [
    [joinWords.holds, joinWords.entries(joining.entries)],
    [joinWords.madeOn, joining.label],
  ] as const;
  return (
    <>
      <div class="stack">
        <p class="quiet">{joinWords.about}</p>
        <p class="join-whose">{joinWords.log(joining.name, joining.account)}</p>
        <dl class="join-facts">
          {facts.map(([name, said]) => (
            <div key={name}>
              <dt class="small">{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      </div>
      {isIn && account === joining.account && <Already onDone={onDone} />}
      {isIn && account !== joining.account && <Elsewhere account={account} />}
      {!isIn && (
        <>
          <p>{whatComesAlong(joining)}</p>
          <InApp />
          <p class="small">{joinWords.caution}</p>
          <Button look="primary big" disabled={held} onClick={onGo}>
            {busy ? joinWords.joining : joinWords.go}
          </Button>
        </>
      )}
    </>
  );
}

function whatComesAlong(joining: Joining): string {
  const { account, pending, setsOnlyHere } = backup.value;
  if (account !== null && account !== joining.account)
    return joinWords.otherLog(joinWords.log(null, account));
  if (setsOnlyHere > 0) return joinWords.bringSets(setsOnlyHere);
  return pending > 0 ? joinWords.bringEntries(pending) : joinWords.bringNothing;
}

function Already({ onDone }: { onDone: () => void }) {
  return (
    <>
      <p>{joinWords.already}</p>
      <Button look="primary big" onClick={onDone}>
        {pairingWords.done}
      </Button>
    </>
  );
}

function Elsewhere({ account }: { account: string }) {
  const asking = useAsking();
  const log = joinWords.log(null, account);
  return (
    <>
      <p>{joinWords.elsewhere(log)}</p>
      <AskingTrouble asking={asking} />
      <Button look="wide" disabled={asking.isHeld} onClick={() => void asking.run(signOut)}>
        {joinWords.leaveFirst(log)}
      </Button>
    </>
  );
}
