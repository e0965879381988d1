import type { ComponentChildren } from "preact";
import { mayBeForgotten } from "../device/storage";
import { type Backup, backup } from "../store/live";
import { words } from "../words";

type Said = { look: "" | "here" | "trouble"; text: string; more?: string };

/** The small state that is always in sight: what is backed up, and what is only here. A tap tells more. */
export function BackupLine() {
  const { look, text, more } = said(backup.value);
  return (
    <a class={`kept ${look}`} href="/backup">
      <span>
        {text}
        {more && <small>{more}</small>}
      </span>
    </a>
  );
}

/** The same in the workout, where no tap may lead astray, and only as long as something is only here. */
export function BackupMark() {
  const { account, pending, setsOnlyHere, gone, signedOut } = backup.value;
  if (account !== null && pending === 0 && !gone && !signedOut)
    return <Mark look="">{words.kept.backedUp}</Mark>;
  return setsOnlyHere > 0 ? <Mark look="here">{words.kept.short(setsOnlyHere)}</Mark> : null;
}

function Mark({ look, children }: { look: string; children: ComponentChildren }) {
  return <span class={`kept ${look}`}>{children}</span>;
}

function said(now: Backup): Said {
  const { account, pending, setsOnlyHere, unsaved, refused, signedOut, underway, lastContactAt } = now;
  if (unsaved > 0) return { look: "trouble", text: words.kept.unsaved(unsaved) };
  if (now.gone) return { look: "trouble", text: words.kept.deleted };
  if (underway)
    return { look: "here", text: words.kept.underway[underway.doing](underway.done, underway.of) };
  if (account !== null && pending === 0 && !signedOut) {
    return lastContactAt === null
      ? { look: "here", text: words.kept.noContact }
      : { look: "", text: words.kept.backedUp };
  }
  if (refused.length > 0) return { look: "trouble", text: words.kept.refused(refused.length) };
  if (signedOut) return { look: "here", text: words.kept.signedOut };
  if (account !== null) return { look: "here", text: words.kept.pending(setsOnlyHere, pending) };
  const text = words.kept.guest(setsOnlyHere);
  return setsOnlyHere > 0 && mayBeForgotten()
    ? { look: "here", text, more: words.kept.forgets }
    : { look: "here", text };
}
