import type { ComponentChildren } from "preact";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { words } from "../words";
import { AskingTrouble, useAsking } from "./asking";

type QuestionProps = {
  title: string;
  go: string;
  leave: string;
  /** What is done on a yes; the sheet stays open when it does not work. */
  onGo: () => Promise<void>;
  onClose: () => void;
  children: ComponentChildren;
};

/** Asks once more before something that is not easily undone, and says what stays. */
export function Question({ title, go, leave, onGo, onClose, children }: QuestionProps) {
  const asking = useAsking();
  const yes = async () => {
    if (await asking.run(onGo)) onClose();
  };
  return (
    <Sheet title={title} closeLabel={words.close} onClose={onClose}>
      {children}
      <AskingTrouble asking={asking} />
      <div class="stack">
        <Button look="danger wide" disabled={asking.isHeld} onClick={() => void yes()}>
          {go}
        </Button>
        <Button look="wide" onClick={onClose}>
          {leave}
        </Button>
      </div>
    </Sheet>
  );
}
