import { backup } from "../store/live";
import { words } from "../words";

/** The small state that is always in sight: what is backed up, and what is only here. */
export function BackupLine({ short = false }: { short?: boolean }) {
  const { account, pending, setsOnlyHere, unsaved, refused, signedOut } = backup.value;
  if (account !== null && pending === 0) return <span class="kept">{words.kept.backedUp}</span>;
  if (short) {
    return setsOnlyHere > 0 ? <span class="kept here">{words.kept.short(setsOnlyHere)}</span> : null;
  }
  if (unsaved > 0) return <span class="kept trouble">{words.workout.unsaved(unsaved)}</span>;
  if (refused.length > 0) return <span class="kept trouble">{words.kept.refused(refused.length)}</span>;
  if (signedOut) return <span class="kept here">{words.kept.signedOut}</span>;
  const said = account === null ? words.kept.guest(setsOnlyHere) : words.kept.pending(setsOnlyHere, pending);
  return <span class="kept here">{said}</span>;
}
