import { useEffect, useState } from "preact/hooks";
import { aboutBrowser } from "../device/browser";
import { isInstalled } from "../device/install";
import { mayBeForgotten, persisted } from "../device/storage";
import { diagnose } from "../store/diagnosis";
import { type Backup, backup, currentHome, exportLog, recount } from "../store/live";
import { offerAgain, refusedFile } from "../store/quarantine";
import { SYNC_LOCK, syncing, syncNow } from "../sync/loop";
import { Bar } from "../ui/bar";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { moment, words } from "../words";
import { backupWords } from "../words/backup";
import { youWords } from "../words/you";
import { GoneAccount } from "./account_gone";
import { type Facts, readFacts } from "./backup_facts";
import { Page } from "./page";
import { saveFile } from "./save_file";
import "./backup.css";

const LOOK_MS = 2000;

/** What is only on this phone and since when, what went wrong, and what can be done about it. Works offline. */
export default function BackupPage() {
  const facts = useFacts();
  const { account, unsaved, refused } = backup.value;
  return (
    <Page title={backupWords.title} unsaved={false}>
      {unsaved > 0 && <Unsaved />}
      <GoneAccount />
      <State facts={facts} />
      {refused.length > 0 && <Refused />}
      {account === null && <Guest />}
      <Details facts={facts} />
    </Page>
  );
}

/** Read anew whenever what is backed up changes, and now and then for what other tabs do. */
function useFacts(): Facts | null {
  const [facts, setFacts] = useState<Facts | null>(null);
  const now = backup.value;
  useEffect(() => {
    let isHere = true;
    const look = () => void readFacts().then((read) => isHere && setFacts(read));
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => {
      isHere = false;
      clearInterval(timer);
    };
  }, [now]);
  return facts;
}

function State({ facts }: { facts: Facts | null }) {
  const now = backup.value;
  const { account, pending, lastContactAt, problem, signedOut, gone, underway } = now;
  return (
    <section class="card hero backup-state">
      <h2 class={`kept ${lookOf(now)}`}>{titleOf(now)}</h2>
      {pending > 0 && <OnlyHere since={facts?.oldestAt ?? null} />}
      {account === null && pending === 0 && <p>{backupWords.nothingText}</p>}
      {underway && (
        <div class="stack">
          <progress
            class="backup-progress"
            max={underway.of}
            value={underway.done}
            aria-labelledby="underway"
          />
          <p id="underway">{words.kept.underway[underway.doing](underway.done, underway.of)}</p>
        </div>
      )}
      {signedOut && <p>{youWords.sessionEnded}</p>}
      {problem && <p>{youWords.problem[problem]}</p>}
      {account !== null && (
        <>
          <p class="small">
            {lastContactAt === null ? backupWords.noContact : backupWords.contact(moment(lastContactAt))}
          </p>
          {!gone && <SendNow />}
        </>
      )}
    </section>
  );
}

function lookOf({ account, pending, unsaved, refused, lastContactAt, gone }: Backup): string {
  if (unsaved > 0 || refused.length > 0 || gone) return "trouble";
  return account !== null && pending === 0 && lastContactAt !== null ? "" : "here";
}

function titleOf({ account, pending, lastContactAt, gone }: Backup): string {
  if (pending > 0 || gone) return backupWords.onlyHere;
  if (account === null) return backupWords.nothing;
  return lastContactAt === null ? backupWords.noContact : backupWords.safe;
}

function OnlyHere({ since }: { since: number | null }) {
  const { pending, setsOnlyHere, entriesOfSets } = backup.value;
  const others = pending - entriesOfSets;
  return (
    <>
      {setsOnlyHere > 0 && <p class="display">{backupWords.sets(setsOnlyHere)}</p>}
      {others > 0 && <p class={setsOnlyHere > 0 ? "" : "display"}>{backupWords.others(others)}</p>}
      {since !== null && <p class="small">{backupWords.since(moment(since))}</p>}
    </>
  );
}

function SendNow() {
  const { signedOut } = backup.value;
  if (signedOut) {
    return (
      <a class="button primary" href="/you">
        {youWords.signInGo}
      </a>
    );
  }
  const busy = syncing.value;
  return (
    <Button look="primary" aria-disabled={busy} onClick={() => void syncNow()}>
      {busy ? backupWords.sending : backupWords.send}
    </Button>
  );
}

function Unsaved() {
  const again = async () => {
    const home = currentHome();
    if (home) await recount(home);
    await syncNow();
  };
  return (
    <section class="card bad" role="alert">
      <h2>{backupWords.unsavedTitle(backup.value.unsaved)}</h2>
      <p>{backupWords.unsavedText}</p>
      <Button look="primary" onClick={() => void again()}>
        {backupWords.saveAgain}
      </Button>
      <Button onClick={() => void saved(exportLog)}>{backupWords.exportAll}</Button>
    </section>
  );
}

function Guest() {
  return (
    <section class="card">
      <h2>{backupWords.guestTitle}</h2>
      <p>{backupWords.guestText}</p>
      {mayBeForgotten() && (
        <Bar>
          <span>
            <b>{backupWords.forgetsTitle}.</b> {backupWords.forgetsText}{" "}
            {!isInstalled() && backupWords.homeScreen}
          </span>
        </Bar>
      )}
      <p>{backupWords.guestAccount}</p>
      <a class="button primary" href="/you">
        {backupWords.account}
      </a>
      <p>{backupWords.guestFile}</p>
      <Button onClick={() => void saved(exportLog)}>{backupWords.exportAll}</Button>
    </section>
  );
}

function Refused() {
  const { refused } = backup.value;
  const again = async () => {
    await offerAgain();
    await syncNow();
    if (backup.value.refused.length > 0) toast(backupWords.stillRefused);
  };
  return (
    <section class="card">
      <h2>{backupWords.refusedTitle(refused.length)}</h2>
      <p class="quiet">{backupWords.refusedText}</p>
      <ul class="lines">
        {refused.map(({ entry, code, detail }) => (
          <li class="line asked" key={entry.id}>
            <b>{youWords.kinds[entry.kind] ?? entry.kind}</b>
            <span class="small">
              {backupWords.refusedWhy[code] ?? backupWords.refusedOther}
              {detail && ` (${detail})`}
            </span>
          </li>
        ))}
      </ul>
      <Button look="primary" onClick={() => void again()}>
        {backupWords.tryAgain}
      </Button>
      <Button onClick={() => void saved(refusedFile)}>{backupWords.saveRefused}</Button>
    </section>
  );
}

function Details({ facts }: { facts: Facts | null }) {
  const copy = async () => {
    const text = JSON.stringify(await diagnose(await aboutBrowser(SYNC_LOCK)), null, 1);
    await navigator.clipboard.writeText(text);
    toast(youWords.copied);
  };
  const { account } = backup.value;
  const lines: (readonly [string, string] | null)[] = [
    [backupWords.persisted, persistedSaid()],
    facts?.room ? [backupWords.room, backupWords.megabytes(facts.room.used_mb, facts.room.quota_mb)] : null,
    [backupWords.accountId, account?.slice(0, 8) ?? backupWords.guest],
    facts ? [backupWords.device, facts.device.slice(0, 8)] : null,
    facts && account !== null ? [backupWords.read, backupWords.entries(facts.read)] : null,
    facts && account !== null ? [backupWords.clock, clockSaid(facts.offsetMs)] : null,
    [backupWords.version, __BUILD__],
  ];
  return (
    <section class="card">
      <h2>{backupWords.details}</h2>
      {facts?.elsewhere && <p>{backupWords.elsewhere}</p>}
      <dl class="backup-facts">
        {lines.map(
          (line) =>
            line && (
              <div key={line[0]}>
                <dt>{line[0]}</dt>
                <dd>{line[1]}</dd>
              </div>
            ),
        )}
      </dl>
      <p class="small">{backupWords.copyText}</p>
      <Button onClick={() => void copy().catch(() => toast(youWords.copyFailed))}>
        {backupWords.copyDiagnosis}
      </Button>
    </section>
  );
}

function persistedSaid(): string {
  if (persisted.value === null) return backupWords.persistedUnknown;
  return persisted.value ? backupWords.persistedYes : backupWords.persistedNo;
}

function clockSaid(offsetMs: number): string {
  const seconds = Math.round(offsetMs / 1000);
  return Math.abs(seconds) < RIGHT_S ? backupWords.clockRight : backupWords.clockOff(seconds);
}

const RIGHT_S = 5;

async function saved(read: () => Promise<Blob>): Promise<void> {
  await saveFile(read).catch(() => toast(words.opening.rescueFailed));
}
