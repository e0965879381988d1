import { LegMark, type Side } from "../ui/leg";
import { words } from "../words";

/** The mark of a leg with its letter and its name. */
export function Leg({ side }: { side: Side }) {
  return <LegMark side={side} letter={words.legs.letter[side]} label={words.legs.name[side]} />;
}
