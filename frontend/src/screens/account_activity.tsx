import { useEffect, useState } from "preact/hooks";
import { askAccount } from "../store/account";
import { Button } from "../ui/button";
import { moment } from "../words";
import { activityWords } from "../words/account_activity";
import { AskingTrouble, useAsking } from "./asking";

const SHOWN_FIRST = 5;

interface Event {
  at: number;
  what: string;
  device: string;
  address: string;
}

/** What happened to the keys of this account. */
export function ActivitySection() {
  const [events, setEvents] = useState<readonly Event[] | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const asking = useAsking();
  const look = () => asking.run(async () => setEvents(eventsOf(await askAccount("GET", "/api/activity"))));
  useEffect(() => void look(), []);
  const shown = showsAll ? events : events?.slice(0, SHOWN_FIRST);
  return (
    <section class="card" id="activity">
      <h2>{activityWords.title}</h2>
      <p>{activityWords.text}</p>
      <AskingTrouble asking={asking} />
      {events?.length === 0 && <p>{activityWords.nothing}</p>}
      {shown && shown.length > 0 && (
        <ul class="lines">
          {shown.map((event) => (
            <li class="line asked" key={`${event.at} ${event.what}`}>
              <b>{activityWords.what[event.what] ?? activityWords.other}</b>
              <span class="small">
                <time dateTime={new Date(event.at).toISOString()}>{moment(event.at)}</time>
                <br />
                {activityWords.from(event.device, event.address)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {!showsAll && events && events.length > SHOWN_FIRST && (
        <Button onClick={() => setShowsAll(true)}>{activityWords.more(events.length)}</Button>
      )}
      <Button disabled={asking.isHeld} onClick={() => void look()}>
        {asking.busy ? activityWords.looking : activityWords.again}
      </Button>
    </section>
  );
}

/** What can be shown of the answer. */
function eventsOf({ events }: Record<string, unknown>): readonly Event[] {
  return Array.isArray(events) ? (events as Event[]).filter(({ at }) => Number.isSafeInteger(at)) : [];
}
