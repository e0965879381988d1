import { useEffect, useState } from "preact/hooks";
import { AccountError, type AccountTrouble } from "../store/account";
import { Bar } from "../ui/bar";
import { youWords } from "../words/you";

export type Trouble = {
  code: AccountTrouble;
  text: string;
  fields: Readonly<Record<string, string>>;
  untilMs: number | null;
  /** The server's own word for it. */
  problem: string | null;
};

/** In a form's own words; null leaves it to the words that fit everywhere. */
export type Say = (error: unknown) => string | null;

/** Asking the server from a form: one question at a time, and what came of it. */
export function useAsking(say?: Say) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const leftS = useSecondsUntil(trouble?.untilMs ?? null);
  /** True when it went well. */
  const run = async (question: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setTrouble(null);
    try {
      await question();
      return true;
    } catch (error) {
      setTrouble(troubleOf(error, say));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, trouble, leftS, isHeld: busy || leftS > 0, run, forget: () => setTrouble(null) };
}

/** Why it did not go well, with the wait counting down. What belongs to a field is shown beside that field. */
export function AskingTrouble({ asking }: { asking: ReturnType<typeof useAsking> }) {
  const { trouble, leftS } = asking;
  if (!trouble) return null;
  return (
    <Bar bad>
      <span>
        {trouble.text} {leftS > 0 && <span aria-live="off">{youWords.waitFor(leftS)}</span>}
      </span>
    </Bar>
  );
}

/** What a runner reads about it. */
export function troubleOf(error: unknown, say?: Say): Trouble {
  const own = say?.(error) ?? null;
  if (!(error instanceof AccountError)) {
    if (own === null) reportError(error);
    const text = own ?? youWords.trouble.server_trouble;
    return { code: "server_trouble", text, fields: {}, untilMs: null, problem: null };
  }
  const untilMs = error.waitS === null ? null : Date.now() + error.waitS * 1000;
  const { code, problem } = error;
  return { code, text: own ?? youWords.trouble[code], fields: inOwnWords(error.fields), untilMs, problem };
}

/** What is known of a field in the runner's language; a server of another version may say what is not known. */
function inOwnWords(fields: Trouble["fields"]): Trouble["fields"] {
  const known: Readonly<Record<string, string>> = youWords.ofField;
  return Object.fromEntries(Object.entries(fields).map(([at, said]) => [at, known[said] ?? said]));
}

function useSecondsUntil(untilMs: number | null): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (untilMs === null) return;
    setNowMs(Date.now());
    const tick = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(tick);
  }, [untilMs]);
  return untilMs === null ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
}
