import { useMemo, useState } from "preact/hooks";
import { catalog, view } from "../store/live";
import type { Race, TimeOff } from "../training/entries";
import { gapBand } from "../training/gaps";
import { dayNumber, localDate, order } from "../training/units";
import { Button } from "../ui/button";
import { ChooseOne } from "../ui/choice";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { dates, words } from "../words";
import { planWords } from "../words/plan";
import { Changes } from "./plan_changes";
import { changesBetween, gapAround, planWith } from "./plan_preview";
import { saveSetting, settings } from "./settings";

type Why = TimeOff["why"];
/** What is being added or changed; `at` is its place in the list, null for a new one. */
type Editing =
  | { readonly what: "away"; readonly at: number | null; readonly away: TimeOff }
  | { readonly what: "race"; readonly at: number | null; readonly race: Race };

const KINDS = (["sick", "holiday", "other"] as const).map((value) => ({
  value,
  label: planWords.away.kinds[value],
}));

/** How long time off is until the runner says otherwise. */
const USUAL_DAYS: Readonly<Record<Why, number>> = { sick: 3, holiday: 7, other: 1 };
const RACE_IN_DAYS = 14;
const RACE_START = "09:00";
/** Races and time off that are over stay in the log and leave the list after this many days. */
const SHOWN_AFTER_DAYS = 14;

/** Sick, holiday, race: what is coming, and adding to it. */
export function AwayAndRaces() {
  const [editing, edit] = useState<Editing | null>(null);
  const today = view.value?.on ?? 0;
  const away = settings().time_off ?? [];
  const races = settings().races ?? [];
  const since = localDate(today - SHOWN_AFTER_DAYS);
  const rows = [
    ...away.map((one, at) => ({
      on: one.from,
      until: one.to,
      open: () => edit({ what: "away", at, away: one }),
      line: <AwayLine away={one} />,
    })),
    ...races.map((one, at) => ({
      on: one.on,
      until: one.on,
      open: () => edit({ what: "race", at, race: one }),
      line: <RaceLine race={one} today={today} />,
    })),
  ]
    .filter((row) => row.until >= since)
    .sort((a, b) => order(a.on, b.on));
  const addAway = (why: Why) =>
    edit({
      what: "away",
      at: null,
      away: { from: localDate(today), to: localDate(today + USUAL_DAYS[why] - 1), why },
    });
  const addRace = () =>
    edit({ what: "race", at: null, race: { on: localDate(today + RACE_IN_DAYS), at: RACE_START } });
  return (
    <section class="card">
      <h2>{planWords.away.title}</h2>
      {rows.length === 0 && <p class="quiet">{planWords.away.none}</p>}
      {rows.length > 0 && (
        <ul class="lines">
          {rows.map((row) => (
            <li key={`${row.on} ${row.until}`}>
              <button type="button" class="line" onClick={row.open}>
                {row.line}
                <Icon name="next" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="adders">
        {KINDS.map(({ value }) => (
          <Button key={value} onClick={() => addAway(value)}>
            {planWords.away.add[value]}
          </Button>
        ))}
        <Button onClick={addRace}>{planWords.race.add}</Button>
      </div>
      <Bands />
      {editing?.what === "away" && <AwaySheet {...editing} onClose={() => edit(null)} />}
      {editing?.what === "race" && <RaceSheet {...editing} onClose={() => edit(null)} />}
    </section>
  );
}

function AwayLine({ away }: { away: TimeOff }) {
  const first = dayNumber(away.from);
  const last = dayNumber(away.to);
  return (
    <span class="grow">
      <b>{planWords.weeks.away[away.why]}</b>
      <br />
      <span class="small">
        {planWords.away.range(dates.short(first), dates.short(last), last - first + 1)}
      </span>
    </span>
  );
}

function RaceLine({ race, today }: { race: Race; today: number }) {
  const day = dayNumber(race.on);
  return (
    <span class="grow">
      <b>{planWords.race.title}</b>
      <br />
      <span class="small">
        {planWords.race.line(dates.short(day), race.at)} ·{" "}
        {day < today ? planWords.race.raced : planWords.race.in(day - today)}
      </span>
    </span>
  );
}

/** What each length of a break means, from the rules themselves. */
function Bands() {
  const { gaps, absence } = catalog().rules;
  return (
    <details class="fold">
      <summary>{planWords.away.bands}</summary>
      <ul class="lines">
        {gaps.map((band) => (
          <li class="line bands" key={band.days_min}>
            <b>{planWords.away.bandOf(band.days_min, band.days_max)}</b>
            <span class="small">{band.text}</span>
          </li>
        ))}
        {absence.text.map((text) => (
          <li class="line small" key={text}>
            {text}
          </li>
        ))}
      </ul>
      <p class="small">{planWords.away.kept}</p>
    </details>
  );
}

type AwayProps = { at: number | null; away: TimeOff; onClose: () => void };

function AwaySheet({ at, away, onClose }: AwayProps) {
  const [draft, setDraft] = useState(away);
  const [fever, setFever] = useState(false);
  const free = catalog().rules.absence.symptom_free_days;
  const today = view.value?.on ?? 0;
  const wrong = draft.to < draft.from;
  const addsFever = fever && draft.why === "sick";
  const meant = addsFever && !wrong ? { ...draft, to: localDate(dayNumber(draft.to) + free) } : draft;
  const all = settings().time_off ?? [];
  const others = all.filter((_, place) => place !== at);
  const isOn = at !== null && away.from <= localDate(today) && localDate(today) <= away.to;
  const name = planWords.weeks.away[draft.why];

  const keep = (value: readonly TimeOff[], said: string) => {
    onClose();
    void saveSetting({ key: "time_off", value: [...value].sort((a, b) => order(a.from, b.from)) }).then(() =>
      toast(said, {
        label: words.undo,
        run: () => void saveSetting({ key: "time_off", value: all }),
      }),
    );
  };
  const backToday = () => {
    const yesterday = localDate(today - 1);
    keep(
      away.from > yesterday ? others : [...others, { ...away, to: yesterday }],
      planWords.away.saved(name),
    );
  };
  return (
    <Sheet title={planWords.away.sheet[draft.why]} closeLabel={words.close} onClose={onClose}>
      <ChooseOne
        label={planWords.away.why}
        hideLabel
        look="even"
        options={KINDS}
        chosen={draft.why}
        onChoose={(why) => setDraft({ ...draft, why })}
      />
      <div class="two-fields">
        <DateField
          label={planWords.away.from}
          value={draft.from}
          onChange={(from) => setDraft({ ...draft, from })}
        />
        <DateField
          label={planWords.away.to}
          value={draft.to}
          min={draft.from}
          onChange={(to) => setDraft({ ...draft, to })}
        />
      </div>
      {draft.why === "sick" && (
        <label class="switch">
          <input type="checkbox" checked={fever} onChange={() => setFever(!fever)} />
          <span>
            {planWords.away.fever(free)} <small>{planWords.away.feverHint}</small>
          </span>
        </label>
      )}
      {wrong ? <p class="bends">{planWords.away.wrong}</p> : <AwayEffect others={others} away={meant} />}
      <Button
        look="primary big"
        disabled={wrong}
        onClick={() => keep([...others, meant], planWords.away.saved(name))}
      >
        {planWords.away.save}
      </Button>
      {isOn && (
        <Button look="wide" onClick={backToday}>
          {planWords.away.backToday}
        </Button>
      )}
      {at !== null && (
        <Button look="danger wide" onClick={() => keep(others, planWords.away.removed(name))}>
          {planWords.away.remove}
        </Button>
      )}
    </Sheet>
  );
}

/** What these days off would change, and how the first days back look. */
function AwayEffect({ others, away }: { others: readonly TimeOff[]; away: TimeOff }) {
  const seen = view.value;
  const then = useMemo(
    () =>
      seen && planWith(seen.plan, seen.replayed, catalog(), { settings: { time_off: [...others, away] } }),
    [seen, away.from, away.to],
  );
  if (!seen || !then) return null;
  const gap = gapAround(away, then, seen.replayed);
  return (
    <>
      <Changes
        changes={changesBetween(seen.plan, then)}
        title={planWords.away.changes}
        none={planWords.away.changesNone}
      />
      {gap !== null && (
        <section class="stack">
          <h3>{planWords.away.returns}</h3>
          <p class="small">
            <b>{planWords.away.gap(gap)}</b> {gapBand(gap, catalog()).text}
          </p>
        </section>
      )}
    </>
  );
}

type RaceProps = { at: number | null; race: Race; onClose: () => void };

function RaceSheet({ at, race, onClose }: RaceProps) {
  const seen = view.value;
  const [draft, setDraft] = useState(race);
  const all = settings().races ?? [];
  const others = all.filter((_, place) => place !== at);
  const then = useMemo(
    () => seen && planWith(seen.plan, seen.replayed, catalog(), { settings: { races: [...others, draft] } }),
    [seen, draft.on, draft.at],
  );
  if (!seen || !then) return null;
  const { schedule } = catalog().rules;
  const past = draft.on < localDate(seen.on);
  const keep = (value: readonly Race[], said: string) => {
    onClose();
    void saveSetting({ key: "races", value: [...value].sort((a, b) => order(a.on, b.on)) }).then(() =>
      toast(said, { label: words.undo, run: () => void saveSetting({ key: "races", value: all }) }),
    );
  };
  return (
    <Sheet title={planWords.race.title} closeLabel={words.close} onClose={onClose}>
      <div class="two-fields">
        <DateField
          label={planWords.race.on}
          value={draft.on}
          min={localDate(seen.on)}
          onChange={(on) => setDraft({ ...draft, on })}
        />
        <TimeField
          label={planWords.race.at}
          value={draft.at}
          onChange={(time) => setDraft({ ...draft, at: time })}
        />
      </div>
      <p class="small">{planWords.race.what(schedule.race_week_days_before, schedule.before_race_h)}</p>
      {past ? (
        <p class="bends">{planWords.race.past}</p>
      ) : (
        <Changes
          changes={changesBetween(seen.plan, then)}
          title={planWords.away.changes}
          none={planWords.away.changesNone}
        />
      )}
      <Button
        look="primary big"
        disabled={past}
        onClick={() => keep([...others, draft], planWords.away.saved(planWords.race.title))}
      >
        {planWords.away.save}
      </Button>
      {at !== null && (
        <Button look="danger wide" onClick={() => keep(others, planWords.away.removed(planWords.race.title))}>
          {planWords.away.remove}
        </Button>
      )}
    </Sheet>
  );
}

type FieldProps = {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (value: string) => void;
};

/** A day. What the browser gives back empty, a day half typed, changes nothing. */
export function DateField({ label, value, min, max, onChange }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="date"
        value={value}
        min={min}
        max={max}
        required
        onChange={({ currentTarget }) => currentTarget.value && onChange(currentTarget.value)}
      />
    </label>
  );
}

export function TimeField({ label, value, onChange }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="time"
        value={value}
        required
        onChange={({ currentTarget }) => currentTarget.value && onChange(currentTarget.value.slice(0, 5))}
      />
    </label>
  );
}
