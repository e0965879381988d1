import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { AccountError } from "../store/account";
import { joinedWith, makePairing, type Pairing, takeBack } from "../store/pairing";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { words } from "../words";
import { pairingWords } from "../words/account_devices";
import { useAsking } from "./asking";
import { HeardTrouble } from "./heard";
import { joinLink } from "./join_code";
import { QUIET_ZONE, squareCode } from "./qr";
import { useNow } from "./ticking";

const ASK_MS = 2000;
const TICK_MS = 500;

type AddPhoneProps = { onJoined: () => void; onClose: () => void };

/** The phone that trains already shows a code, and says who came in with it. */
export function AddPhone({ onJoined, onClose }: AddPhoneProps) {
  const asking = useAsking();
  const [pairing, setPairing] = useState<Pairing | null>(null);
  const [label, setLabel] = useState<string | null>(null);
  const [replaced, setReplaced] = useState(false);
  const make = () =>
    asking.run(async () => {
      setPairing(await makePairing());
      setReplaced(false);
    });
  useEffect(() => void make(), []);
  const isOpen = label === null && !replaced;
  const joined = (by: string) => {
    setLabel(by);
    onJoined();
  };
  useAskedFor(isOpen ? pairing : null, joined, () => setReplaced(true));
  useTakenBack(pairing, isOpen);
  return (
    <Sheet title={pairingWords.title} closeLabel={words.close} onClose={onClose}>
      <HeardTrouble asking={asking} again={make} />
      {!pairing && asking.busy && <p class="quiet">{pairingWords.making}</p>}
      {label !== null && <Joined label={label} onClose={onClose} />}
      {label === null && pairing && (
        <Shown key={pairing.id} pairing={pairing} replaced={replaced} onAnother={() => void make()} />
      )}
    </Sheet>
  );
}

/** Asks who came in, while somebody looks and the code is good, and once more when it is over. */
function useAskedFor(pairing: Pairing | null, onJoined: (label: string) => void, onGone: () => void): void {
  useEffect(() => {
    if (!pairing) return;
    let isAsking = false;
    const ask = async () => {
      if (isAsking || document.visibilityState !== "visible") return;
      if (Date.now() > pairing.untilMs + ASK_MS) clearInterval(timer);
      isAsking = true;
      try {
        const label = await joinedWith(pairing);
        if (label !== null) onJoined(label);
      } catch (error) {
        // Whatever else went wrong, two seconds later may be better.
        if (error instanceof AccountError && error.problem === "not_found") onGone();
      } finally {
        isAsking = false;
      }
    };
    const timer = setInterval(() => void ask(), ASK_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [pairing]);
}

/** A code that nobody sees any more is not to be used. */
function useTakenBack(pairing: Pairing | null, isOpen: boolean): void {
  const open = useRef(pairing);
  open.current = isOpen ? pairing : null;
  useEffect(
    () => () => {
      if (pairing && pairing === open.current && Date.now() < pairing.untilMs) void takeBack(pairing);
    },
    [pairing],
  );
}

type ShownProps = { pairing: Pairing; replaced: boolean; onAnother: () => void };

function Shown({ pairing, replaced, onAnother }: ShownProps) {
  const leftS = Math.max(0, Math.ceil((pairing.untilMs - useNow(TICK_MS)) / 1000));
  if (replaced || leftS === 0) {
    return (
      <>
        <Bar>{replaced ? pairingWords.replaced : pairingWords.over}</Bar>
        <Button look="primary big" onClick={onAnother}>
          {pairingWords.another}
        </Button>
      </>
    );
  }
  return (
    <>
      <p>{pairingWords.onOther(location.host)}</p>
      <p class="pairing-code">
        <code>{pairing.code}</code>
      </p>
      <p class="quiet middle" role="timer">
        {pairingWords.left(leftS)}
      </p>
      <p>{pairingWords.orCamera}</p>
      <SquareCode text={joinLink(location.origin, pairing.code)} />
      <p class="small">{pairingWords.iphone}</p>
      <p class="small">{pairingWords.closing}</p>
    </>
  );
}

function SquareCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => squareCode(text), [text]);
  const side = size + 2 * QUIET_ZONE;
  return (
    <svg
      class="square-code"
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
      role="img"
      aria-label={pairingWords.qr}
    >
      <path d={path} />
    </svg>
  );
}

function Joined({ label, onClose }: { label: string; onClose: () => void }) {
  return (
    <>
      <div role="status" class="stack">
        <p class="pairing-joined">{pairingWords.joined(label)}</p>
        <p>{pairingWords.joinedText}</p>
      </div>
      <Button look="primary big" onClick={onClose}>
        {pairingWords.done}
      </Button>
    </>
  );
}
