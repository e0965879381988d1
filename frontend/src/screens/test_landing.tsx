import { useEffect, useState } from "preact/hooks";
import { chimeAt } from "../device/sound";
import { buzz } from "../device/vibration";
import { Button } from "../ui/button";
import { testWords } from "../words/tests";
import { useNow } from "./ticking";

type Landing = { from_ms: number; lost: boolean };

/** A hop counts when its landing is held: one tap with the landing counts it, a second one says it slipped. It asks
 *  for nothing; the numbers below are there all the time. */
export function LandingHold({ hold_s }: { hold_s: number }) {
  const [landing, setLanding] = useState<Landing | null>(null);
  const counts = landing !== null && !landing.lost;
  const now_ms = useNow(counts ? 50 : null);
  const until_ms = landing ? landing.from_ms + hold_s * 1_000 : 0;
  const holds = counts && now_ms < until_ms;
  const held = counts && !holds;
  useEffect(() => (holds ? chimeAt(until_ms, "rest") : undefined), [holds]);
  useEffect(() => {
    if (held) buzz([200, 100, 200]);
  }, [held]);
  const tap = () => {
    // What the last drawing knew may be older than the end of the count.
    const slipped = landing !== null && !landing.lost && Date.now() < until_ms;
    setLanding(slipped ? { ...landing, lost: true } : { from_ms: Date.now(), lost: false });
  };
  return (
    <div class="landing">
      <Button look="wide" onClick={tap}>
        {holds ? testWords.landingSlips(Math.ceil((until_ms - now_ms) / 1_000)) : testWords.landing(hold_s)}
      </Button>
      <p class={held || landing?.lost ? "middle said" : "small middle"} role="status">
        {landing?.lost ? testWords.landingLost : held ? testWords.landingHeld(hold_s) : testWords.landingHint}
      </p>
    </div>
  );
}
