import { useState } from "preact/hooks";
import { askAccount, deleteAccount } from "../store/account";
import { backup, exportLog } from "../store/live";
import { syncNow } from "../sync/loop";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { TextField } from "../ui/text_field";
import { toast } from "../ui/toast";
import { words } from "../words";
import { deleteWords } from "../words/account_devices";
import { AskingTrouble, useAsking } from "./asking";
import { useHeard } from "./heard";
import { saveFile } from "./save_file";

/** The end of the account. */
export function DeleteSection() {
  const [asks, setAsks] = useState(false);
  return (
    <section class="card" id="delete">
      <h2>{deleteWords.title}</h2>
      <p>{deleteWords.text}</p>
      <Button look="danger" onClick={() => setAsks(true)}>
        {deleteWords.start}
      </Button>
      {asks && <DeleteSheet onClose={() => setAsks(false)} />}
    </section>
  );
}

/** What goes, what stays, and a word to type: a thumb alone never gets here by accident. */
function DeleteSheet({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const { heard: entries } = useHeard(entriesThere);
  const asking = useAsking();
  const isMeant = typed.trim().toLowerCase() === deleteWords.word;
  const go = async (event: Event) => {
    event.preventDefault();
    if (!isMeant) return;
    if (await asking.run(deleteAccount)) onClose();
    // An answer that was lost may have been a yes: asking the server says how it is.
    else void syncNow();
  };
  const save = () => saveFile(exportLog).catch(() => toast(words.opening.rescueFailed));
  const { pending } = backup.value;
  return (
    <Sheet title={deleteWords.sheetTitle} closeLabel={words.close} onClose={onClose}>
      <Lines title={deleteWords.goes} lines={deleteWords.goesLines(entries)} />
      <Lines title={deleteWords.stays} lines={deleteWords.staysLines} />
      {pending > 0 && <p>{deleteWords.pending(pending)}</p>}
      <Button onClick={() => void save()}>{deleteWords.exportFirst}</Button>
      <form class="stack wide" onSubmit={(event) => void go(event)}>
        <TextField
          label={deleteWords.type(deleteWords.word)}
          value={typed}
          onText={setTyped}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
        />
        <AskingTrouble asking={asking} />
        <button type="submit" class="button danger wide" disabled={asking.isHeld || !isMeant}>
          {asking.busy ? deleteWords.going : deleteWords.go}
        </button>
        <Button look="wide" onClick={onClose}>
          {deleteWords.keep}
        </Button>
      </form>
    </Sheet>
  );
}

async function entriesThere(): Promise<number> {
  return Number((await askAccount("GET", "/api/account")).entries);
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section class="stack">
      <h3>{title}</h3>
      <ul class="bullets">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
