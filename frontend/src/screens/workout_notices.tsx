import { catalog, glance } from "../store/live";
import type { Item } from "../training/catalog";
import { setContacts } from "../training/jumps";
import { isTimed } from "../training/route";
import { Button } from "../ui/button";
import { words } from "../words";
import { noticeWords } from "../words/notices";
import { weightWords } from "./settings";
import { goOn, skipBout } from "./workout_changes";
import { changeTurn, turnDraftOf, turnKey } from "./workout_draft";
import type { Turn, WorkoutLog } from "./workout_flow";
import { faultsBefore, lighter, troubled } from "./workout_trouble";

/** What a confirmed lagging leg changes in this set; how much jumping there is, and when to stop it. */
export function Told({ turn }: { turn: Turn }) {
  const { exercise, target, shared } = turn.bout;
  const contacts = setContacts(exercise, target) * shared;
  return (
    <>
      {turn.bout.lead && <p class="changed">{leadWords(turn)}</p>}
      {contacts > 0 && (
        <>
          <p class="changed">{words.contacts(contacts)}.</p>
          <p class="cue">{noticeWords.stopJumps}</p>
        </>
      )}
    </>
  );
}

function leadWords({ bout, side, set_no }: Turn): string {
  const first = bout.lead?.side ?? side;
  const leg = words.legs.name[first];
  if (set_no > bout.shared) return bout.shared > 0 ? noticeWords.oneMore(leg) : noticeWords.alone(leg);
  return side === first ? noticeWords.leads(leg) : noticeWords.copies(leg);
}

/** What to look after in this set: what was not clean in the one before, or the last time. */
export function Before({ workout, turn }: { workout: WorkoutLog; turn: Turn }) {
  const before = faultsBefore(turn, workout.record, glance.value?.recent.sessions ?? []);
  if (!before) return null;
  const what = before.faults.map(([item, score]) =>
    noticeWords.fault(words.item[item as Item], words.score[score]),
  );
  return <p class="changed">{noticeWords.before[before.when](what.join(", "))}</p>;
}

type TroubleProps = { workout: WorkoutLog; turn: Turn; onEasier: () => void };

/** After a rough or a sore set, for the rest of the exercise. */
export function Trouble(props: TroubleProps) {
  return props.turn.bout.enough ? <Enough {...props} /> : <Easing {...props} />;
}

/** Two rough sets end an exercise for the day, unless the runner wants it otherwise. */
function Enough({ workout, turn }: TroubleProps) {
  const { bout } = turn;
  return (
    <section class="card warn enough">
      <h2>{noticeWords.enoughTitle}</h2>
      <p>{noticeWords.enough}</p>
      <Button look="primary big" onClick={() => skipBout(workout, bout, "quality")}>
        {noticeWords.enoughEnd}
      </Button>
      <Button look="wide" onClick={() => goOn(workout, bout)}>
        {noticeWords.goOn}
      </Button>
    </section>
  );
}

/** Less range, more support, less weight, or a rung down. */
function Easing({ workout, turn, onEasier }: TroubleProps) {
  const { bout } = turn;
  const bad = troubled(bout, catalog());
  if (!bad || catalog().extra_templates.includes(workout.body.template)) return null;
  const key = turnKey(turn);
  const load_g = turnDraftOf(workout.record, key).load_g ?? bout.load_g;
  const less_g = lighter(load_g, workout.step_g, catalog().rules.in_session.poor_less_load_pct);
  const tip = bout.exercise.easier[0] ?? noticeWords.support;
  return (
    <div class="poor">
      <p>
        <b>{bad.why === "pain" ? noticeWords.soreTitle : noticeWords.poorTitle}</b>{" "}
        {isTimed(bout.exercise) ? noticeWords.nextTimed(tip) : noticeWords.next(tip)}
      </p>
      {load_g > 0 && load_g >= (bad.set.load_g ?? 0) && (
        <Button onClick={() => changeTurn(workout.record, key, { load_g: less_g })}>
          {noticeWords.lighter(less_g > 0 ? weightWords(less_g) : words.workout.noWeight)}
        </Button>
      )}
      <Button onClick={onEasier}>{noticeWords.easier}</Button>
    </div>
  );
}

/** The way out of a ladder whose place is found, or that is not to be tried. */
export function HighEnough({ turn, onEnough }: { turn: Turn; onEnough: () => void }) {
  return (
    <Button look="bare link" onClick={onEnough}>
      {turn.bout.sets.length > 0 ? noticeWords.highEnough : noticeWords.skipLadder}
    </Button>
  );
}
