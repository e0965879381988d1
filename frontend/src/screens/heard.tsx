import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/button";
import { deviceWords } from "../words/account_devices";
import { AskingTrouble, useAsking } from "./asking";

/** What the server says, asked when it is first shown and whenever `again` is called. */
export function useHeard<T>(question: () => Promise<T>) {
  const asking = useAsking();
  const [heard, setHeard] = useState<T | null>(null);
  const again = () => asking.run(async () => setHeard(await question()));
  useEffect(() => void again(), []);
  return { heard, asking, again };
}

/** Why it is not here, and once more. */
export function HeardTrouble({ asking, again }: Pick<ReturnType<typeof useHeard>, "asking" | "again">) {
  if (!asking.trouble) return null;
  return (
    <>
      <AskingTrouble asking={asking} />
      <Button disabled={asking.isHeld} onClick={() => void again()}>
        {deviceWords.again}
      </Button>
    </>
  );
}
