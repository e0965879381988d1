import { catalog, view } from "../store/live";
import type { GateProgress, LadderProgress } from "../training/answers";
import type { Priority } from "../training/catalog";
import { Dots } from "../ui/dots";
import { Icon } from "../ui/icon";
import { progressWords } from "../words/progress";
import { stageWords } from "./describe";
import { FindAgain } from "./find_again";
import { Page } from "./page";
import { SmallLadder, VerdictPill } from "./verdict_card";

const GROUPS: readonly Priority[] = ["core", "secondary", "bilateral_day", "accessory", "plyo"];

const MEASURING = [
  { href: "/symmetry", label: progressWords.symmetry, hint: progressWords.symmetryHint },
  { href: "/tests", label: progressWords.tests, hint: progressWords.testsHint },
] as const;

const LOOKING_UP = [
  { href: "/history", label: progressWords.history, hint: progressWords.historyHint },
  { href: "/library", label: progressWords.library, hint: progressWords.libraryHint },
] as const;

function LinkCard({ href, label, hint }: { href: string; label: string; hint: string }) {
  return (
    <a class="card link-card" href={href}>
      <span class="grow">
        <b>{label}</b>
        <small class="hint">{hint}</small>
      </span>
      <Icon name="next" />
    </a>
  );
}

/** Every ladder with the runner on a rung. */
export default function Progress() {
  const seen = view.value;
  if (!seen) return null;
  const { progress } = seen;
  return (
    <Page title={progressWords.title} eyebrow={progressWords.phase(progress.phase, progress.week)}>
      {progress.ladders.length === 0 && <p class="lead">{progressWords.empty}</p>}
      {progress.ladders.length > 0 && (
        <nav class="two-links" aria-label={progressWords.measuring}>
          {MEASURING.map((link) => (
            <LinkCard key={link.href} {...link} />
          ))}
        </nav>
      )}
      {GROUPS.map((priority) => (
        <Group
          key={priority}
          name={progressWords.groups[priority] ?? priority}
          ladders={progress.ladders.filter(
            (one) => catalog().ladderById.get(one.ladder)?.priority === priority,
          )}
          phase={progress.phase}
        />
      ))}
      {LOOKING_UP.map((link) => (
        <LinkCard key={link.href} {...link} />
      ))}
      <FindAgain />
      {progress.gates.length > 0 && (
        <section class="stack">
          <h2>{progressWords.doors}</h2>
          {progress.gates.map((gate) => (
            <Door key={gate.id} gate={gate} />
          ))}
        </section>
      )}
    </Page>
  );
}

function Group({ name, ladders, phase }: { name: string; ladders: LadderProgress[]; phase: number }) {
  if (ladders.length === 0) return null;
  const open = ladders.filter((ladder) => ladder.phase_min <= phase);
  const locked = ladders.filter((ladder) => ladder.phase_min > phase);
  return (
    <section class="stack">
      <h2>{name}</h2>
      {open.map((ladder) => (
        <LadderCard key={ladder.ladder} ladder={ladder} />
      ))}
      {locked.length > 0 && (
        <div class="card lines">
          {locked.map((ladder) => (
            <a class="line" key={ladder.ladder} href={`/progress/${ladder.ladder}`}>
              <span class="grow">{catalog().ladderById.get(ladder.ladder)?.name}</span>
              <span class="small">{progressWords.locked(ladder.phase_min)}</span>
            </a>
          ))}
        </div>
      )}
    </section>
  );
}

function LadderCard({ ladder }: { ladder: LadderProgress }) {
  const { exerciseById, ladderById } = catalog();
  const { verdict } = ladder;
  return (
    <a class="card ladder-card" href={`/progress/${ladder.ladder}`}>
      <SmallLadder {...ladder} />
      <div class="stack">
        <header class="row apart">
          <h3>{ladderById.get(ladder.ladder)?.name}</h3>
          {verdict && <VerdictPill verdict={verdict} />}
        </header>
        <p>
          {exerciseById.get(ladder.exercise)?.name} · {stageWords(catalog(), ladder)}
        </p>
        {verdict && <p class="reason">{verdict.reason}</p>}
        <Streak clean={ladder.streak} />
      </div>
    </a>
  );
}

/** "1 of 2 clean sessions", with its dots. */
export function Streak({ clean }: { clean: number }) {
  const of = catalog().rules.advance.sessions;
  const said = progressWords.streak(clean, of);
  return (
    <span class="streak">
      <Dots scores={Array.from({ length: of }, (_, index) => (index < clean ? 2 : null))} label={said} />
      <span aria-hidden="true">{said}</span>
    </span>
  );
}

function Door({ gate }: { gate: GateProgress }) {
  const known = Object.values(catalog().gates).find((one) => one.id === gate.id);
  return (
    <a class="card link-card" href="/plan">
      <span class={gate.open ? "door open" : "door"} aria-hidden="true" />
      <span class="grow">
        <b>{known?.name}</b>
        <small class="hint">
          {gate.open ? progressWords.open : progressWords.missing(gate.failed.length)}
        </small>
      </span>
      <Icon name="next" />
    </a>
  );
}
