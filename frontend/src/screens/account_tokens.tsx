import { useState } from "preact/hooks";
import { askAccount } from "../store/account";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { TextField } from "../ui/text_field";
import { toast } from "../ui/toast";
import { moment, words } from "../words";
import { pairingWords, tokenWords } from "../words/account_devices";
import { youWords } from "../words/you";
import { AskingTrouble, useAsking } from "./asking";
import { HeardTrouble, useHeard } from "./heard";
import { Question } from "./question";
import "./account_devices.css";

interface Token {
  id: string;
  name: string;
  scopes: string[];
  last_used_at: number | null;
}

const SCOPES = ["read", "write"] as const;
const NAME_MAX_CHARS = 100;

/** Tokens for scripts. Folded away: most runners never need one. */
export function TokensSection() {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="card" id="tokens">
      <details class="fold bare" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{tokenWords.title}</summary>
        {isOpen && <Tokens />}
      </details>
    </section>
  );
}

function Tokens() {
  const { heard, asking, again } = useHeard(tokens);
  const [made, setMade] = useState<string | null>(null);
  const [removing, setRemoving] = useState<Token | null>(null);
  const remove = async (token: Token) => {
    await askAccount("DELETE", `/api/tokens/${token.id}`);
    toast(tokenWords.removed);
    void again();
  };
  const show = (token: string) => {
    setMade(token);
    void again();
  };
  return (
    <div class="stack wide">
      <p>{tokenWords.text}</p>
      <HeardTrouble asking={asking} again={again} />
      {heard?.length === 0 && <p class="quiet">{tokenWords.none}</p>}
      {heard && heard.length > 0 && (
        <ul class="lines">
          {heard.map((token) => (
            <TokenLine key={token.id} token={token} onRemove={() => setRemoving(token)} />
          ))}
        </ul>
      )}
      <NewToken onMade={show} />
      {made !== null && <Made token={made} onClose={() => setMade(null)} />}
      {removing && (
        <Question
          title={tokenWords.removeTitle(removing.name)}
          go={tokenWords.removeOf(removing.name)}
          leave={words.close}
          onGo={() => remove(removing)}
          onClose={() => setRemoving(null)}
        >
          <p>{tokenWords.removeText}</p>
        </Question>
      )}
    </div>
  );
}

async function tokens(): Promise<Token[]> {
  const { tokens } = await askAccount("GET", "/api/tokens");
  return tokens as Token[];
}

function TokenLine({ token, onRemove }: { token: Token; onRemove: () => void }) {
  const { name, scopes, last_used_at } = token;
  const may = scopes.map((scope) => tokenWords.scope[scope] ?? scope).join(", ");
  const used = last_used_at === null ? tokenWords.neverUsed : tokenWords.used(moment(last_used_at));
  return (
    <li class="line">
      <span class="grow stack tight">
        <b class="breaks">{name}</b>
        <span class="small">
          {may} · {used}
        </span>
      </span>
      <Button look="bare link" aria-label={tokenWords.removeOf(name)} onClick={onRemove}>
        {tokenWords.remove}
      </Button>
    </li>
  );
}

function NewToken({ onMade }: { onMade: (token: string) => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly string[]>(["read"]);
  const asking = useAsking();
  const make = () =>
    asking.run(async () => {
      const { token } = await askAccount("POST", "/api/tokens", { name, scopes });
      setName("");
      onMade(String(token));
    });
  const turn = (scope: string) =>
    setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextField
        label={tokenWords.name}
        value={name}
        onText={setName}
        error={asking.trouble?.fields["/name"]}
        maxLength={NAME_MAX_CHARS}
        autoComplete="off"
      />
      <fieldset class="stack">
        <legend class="legend">{tokenWords.scopes}</legend>
        {SCOPES.map((scope) => (
          <label class="switch" key={scope}>
            <input type="checkbox" checked={scopes.includes(scope)} onChange={() => turn(scope)} />
            <span>{tokenWords.scope[scope]}</span>
          </label>
        ))}
      </fieldset>
      <AskingTrouble asking={asking} />
      <button
        type="submit"
        class="button"
        disabled={asking.isHeld || name.trim() === "" || scopes.length === 0}
      >
        {asking.busy ? tokenWords.making : tokenWords.make}
      </button>
    </form>
  );
}

/** The secret, this once. */
function Made({ token, onClose }: { token: string; onClose: () => void }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      toast(youWords.copied);
    } catch {
      toast(youWords.copyFailed);
    }
  };
  return (
    <Sheet title={tokenWords.madeTitle} closeLabel={words.close} onClose={onClose}>
      <p>{tokenWords.madeText}</p>
      <p class="token-made">
        <code>{token}</code>
      </p>
      <Button look="primary big" onClick={() => void copy()}>
        {youWords.copy}
      </Button>
      <Button onClick={onClose}>{pairingWords.done}</Button>
    </Sheet>
  );
}
