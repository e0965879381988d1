import { useState } from "preact/hooks";
import { leaveGoneAccount } from "../store/account";
import { backup, currentHome, exportLog } from "../store/live";
import { isFull } from "../store/shelf";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { words } from "../words";
import { deleteWords, goneWords } from "../words/account_devices";
import { saveFile } from "./save_file";
import { blank, keepDraft } from "./workout_draft";

/** On every device of an account that was deleted: the log is still here, and its runner says what becomes of it. */
export function GoneAccount() {
  const [removes, setRemoves] = useState(false);
  if (!backup.value.gone) return null;
  const keep = () => decided(true, goneWords.kept);
  return (
    <section class="card warn">
      <h2>{goneWords.title}</h2>
      <p>{goneWords.text}</p>
      <Button look="primary" onClick={() => void keep()}>
        {goneWords.keep}
      </Button>
      <p class="small">{goneWords.keepText}</p>
      <Button onClick={() => void save()}>{goneWords.export}</Button>
      <Button look="danger" onClick={() => setRemoves(true)}>
        {goneWords.remove}
      </Button>
      {removes && <RemoveSheet onClose={() => setRemoves(false)} />}
    </section>
  );
}

function RemoveSheet({ onClose }: { onClose: () => void }) {
  const remove = async () => {
    if (!(await decided(false, goneWords.removed))) return;
    // What an open workout had beside its sets: a note that was being typed, ticks.
    keepDraft(blank(""));
    onClose();
  };
  return (
    <Sheet title={goneWords.removeTitle} closeLabel={words.close} onClose={onClose}>
      <p>{goneWords.removeText(currentHome()?.memory.entries.size ?? null)}</p>
      <Button onClick={() => void save()}>{deleteWords.exportFirst}</Button>
      <Button look="danger wide" onClick={() => void remove()}>
        {goneWords.removeGo}
      </Button>
      <Button look="wide" onClick={onClose}>
        {words.close}
      </Button>
    </Sheet>
  );
}

/** Whether it was done. */
async function decided(keep: boolean, said: string): Promise<boolean> {
  try {
    await leaveGoneAccount(keep);
  } catch (error) {
    if (!isFull(error)) reportError(error);
    toast(isFull(error) ? goneWords.noRoom : goneWords.failed);
    return false;
  }
  toast(said);
  return true;
}

async function save(): Promise<void> {
  await saveFile(exportLog).catch(() => toast(words.opening.rescueFailed));
}
