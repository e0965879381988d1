import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { words } from "../words";
import { youWords } from "../words/you";

/** The code, once. It closes only after the runner says it is kept. */
export function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const [kept, setKept] = useState(false);
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(code).then(
          () => toast(youWords.copied),
          () => toast(youWords.copyFailed),
        )
      : toast(youWords.copyFailed);
  const close = () => (kept ? onDone() : toast(youWords.codeFirst));
  return (
    <Sheet title={youWords.codeTitle} closeLabel={words.close} onClose={close}>
      <p>{youWords.codeText}</p>
      <p class="code">
        <code>{code}</code>
      </p>
      <Button onClick={() => void copy()}>{youWords.copy}</Button>
      <label class="switch">
        <input type="checkbox" checked={kept} onChange={() => setKept(!kept)} />
        <span>{youWords.keptCode}</span>
      </label>
      <Button look="primary big" disabled={!kept} onClick={onDone}>
        {youWords.codeDone}
      </Button>
    </Sheet>
  );
}
