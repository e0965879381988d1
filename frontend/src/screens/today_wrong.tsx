import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { glance } from "../store/live";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { words } from "../words";
import { flagWords, painWords } from "../words/panels";
import { FlagList } from "./flag_list";
import { raiseFlag } from "./red_flags";

/** The way to the warning signs from Today: quiet, and always there. */
export function SomethingWrong() {
  const [shown, show] = useState(false);
  const { route } = useLocation();
  const raise = async (flag: string) => {
    await raiseFlag(flag);
    show(false);
    toast(painWords.closed);
    route("/");
    scrollTo(0, 0);
  };
  return (
    <>
      <Button look="bare link" onClick={() => show(true)}>
        {flagWords.link}
      </Button>
      {shown && (
        <Sheet title={flagWords.title} closeLabel={words.close} onClose={() => show(false)}>
          <p>{painWords.wrongText}</p>
          <FlagList
            open={glance.value?.recent.red_flags.map((one) => one.flag) ?? []}
            onRaise={(flag) => void raise(flag)}
          />
        </Sheet>
      )}
    </>
  );
}
