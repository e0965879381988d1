/** What must hold once the faults have stopped and everybody has synced. Each promise broken is one sentence. */

import { createHash } from "node:crypto";
import { bare } from "../../../store/log";
import { canonical } from "../../../store/same";
import type { Pending, RawEntry, Row } from "../../../store/shapes";
import type { Device } from "./device";
import type { Look } from "./server";
import { stampMs, type Truth, type Written } from "./written";

export async function broken(truth: Truth, look: Look, devices: readonly Device[]): Promise<string | null> {
  const accounts = Object.keys(look.logs);
  const finds: (string | null)[] = look.doctor.map((fault) => `doctor: ${fault}`);
  for (const account of accounts) {
    const rows = look.logs[account] ?? [];
    finds.push(
      chained(look, account),
      onlyOwn(truth, account, rows),
      erasedStaysErased(truth, account, rows),
      laterWins(truth, rows),
      ownOrder(truth, rows),
    );
    for (const device of devices) finds.push(await equal(truth, look, device, account));
  }
  finds.push(
    nothingMissing(truth, look),
    await faultyKept(truth, devices),
    await noErasedBody(truth, devices),
  );
  return finds.find((find) => find !== null) ?? null;
}

function chained(look: Look, account: string): string | null {
  let chain = "0".repeat(32);
  const ids = new Set<string>();
  for (const [at, row] of (look.logs[account] ?? []).entries()) {
    if (row.seq !== at + 1) return `the server's row ${at + 1} says it is ${row.seq}`;
    if (ids.has(row.id)) return `the server has ${row.id} twice`;
    ids.add(row.id);
    chain = createHash("sha256")
      .update(chain + row.id)
      .digest("hex")
      .slice(0, 32);
  }
  return chain === look.heads[account]?.chain ? null : "the server's chain is not that of its rows";
}

/** Everything in an account's log was written in it, or by a guest whom it has claimed; nothing is in it twice. */
function onlyOwn(truth: Truth, account: string, rows: readonly Row[]): string | null {
  const seen = new Set<Written>();
  for (const row of rows) {
    const one = truth.writerOf(row);
    if (!one) {
      if (row.kind !== "record_erased") return `nobody wrote ${JSON.stringify(row)}`;
      continue;
    }
    if (seen.has(one)) return `${nameOf(one)} is in the log twice`;
    seen.add(one);
    const isOwn =
      one.account === account || (one.account === null && (one.mayBeTwice || one.claimedBy === account));
    if (!isOwn) return `${nameOf(one)} of ${one.account ?? "guests"} is in the log of ${account}`;
    const isSame = row.body === null || canonical(row.body) === canonical(one.body);
    if (row.record !== one.record || row.kind !== one.kind || !isSame) return `${nameOf(one)} has changed`;
  }
  return null;
}

/** Every entry that was seen as saved is there, once, with its body unless that was erased. */
function nothingMissing(truth: Truth, look: Look): string | null {
  for (const one of truth.written) {
    if (!one.isSaved || one.isLost || one.isFaulty) continue;
    const account = one.account ?? one.claimedBy;
    if (account === null) return `${nameOf(one)} was never claimed`;
    const logs = one.mayBeTwice ? Object.values(look.logs) : [look.logs[account] ?? []];
    const row = logs.flat().find((each) => truth.writerOf(each) === one);
    if (truth.wasErased(account, one)) continue;
    if (!row) return `${nameOf(one)} was seen as saved and is missing`;
    if (row.body === null && one.body !== null) return `the body of ${nameOf(one)} is gone`;
  }
  return null;
}

/** What no server takes rests where it was written, whole and with the reason. */
async function faultyKept(truth: Truth, devices: readonly Device[]): Promise<string | null> {
  for (const one of truth.written) {
    if (!one.isFaulty || !one.isSaved || one.isLost || truth.wasErased(one.account ?? one.claimedBy, one))
      continue;
    const logs = await Promise.all(
      devices.flatMap((device) => device.accounts().map((account) => device.log(account))),
    );
    const kept = logs.flatMap((log) => log.pending).find((entry) => truth.writerOf(entry) === one);
    if (!kept) return `${nameOf(one)} was refused and is gone`;
    if (!kept.refusal && !kept.claimedBy) return `${nameOf(one)} is refused and does not say why`;
  }
  return null;
}

function erasedStaysErased(truth: Truth, account: string, rows: readonly Row[]): string | null {
  for (const row of rows) {
    const erasures = truth.erased.filter(
      (one) => one.account === account && one.kind === row.kind && one.record === row.record,
    );
    const covers = erasures.filter(({ at }) => !row.record.startsWith("setting:") || stampMs(row.hlc) <= at);
    const one = truth.writerOf(row);
    if (row.body !== null && covers.some((erasure) => !erasure.isForgotten))
      return `the erased body of ${one ? nameOf(one) : row.id} is on the server`;
    if (row.body === null && one?.body && covers.length === 0)
      return `${nameOf(one)} was blanked without an erasure`;
    if (one?.erasuresSeen.some((at) => stampMs(row.hlc) <= at))
      return `${nameOf(one)}, written after an erasure was read, is stamped before it`;
  }
  return null;
}

/** An erased body is nowhere on a device: in no log, not among guests, not in the spare slot. */
async function noErasedBody(truth: Truth, devices: readonly Device[]): Promise<string | null> {
  const gone = new Map<Written, string>();
  for (const erasure of truth.erased.filter(
    (one) => !one.isForgotten && !one.record.startsWith("setting:"),
  )) {
    for (const one of truth.written) {
      const account = one.account ?? one.claimedBy;
      if (
        account === erasure.account &&
        one.kind === erasure.kind &&
        one.record === erasure.record &&
        one.body
      )
        if (!(one.isFaulty && one.erasuresSeen.length > 0))
          if (!one.isFaulty)
            // No server looks at whose record it is that it cannot read; what it says of that is not "erased".
            gone.set(one, account);
    }
  }
  for (const device of devices) {
    for (const account of device.accounts()) {
      const { rows, pending } = await device.log(account);
      const entries: RawEntry[] = [...rows, ...pending, ...device.spared().map(({ entry }) => entry)];
      for (const entry of entries) {
        const one = entry.body ? truth.writerOf(entry) : null;
        // What an account has put back to before its claim belongs to whoever claims it next.
        if (one && gone.has(one) && !one.mayBeTwice)
          return `the erased body of ${nameOf(one)} is on ${device.name}`;
      }
    }
  }
  return null;
}

/** A version written by somebody who had seen another comes after it. */
function laterWins(truth: Truth, rows: readonly Row[]): string | null {
  const stored = new Map<Written, Row>();
  for (const row of rows) {
    const one = truth.writerOf(row);
    if (one) stored.set(one, row);
  }
  for (const [one, row] of stored) {
    if (one.isTwin) continue;
    for (const before of one.seen) {
      const earlier = stored.get(before);
      if (earlier && !before.isTwin && !isLate(before, earlier) && orderOf(earlier) >= orderOf(row))
        return `${nameOf(before)} beats ${nameOf(one)}, whose writer had seen it`;
    }
  }
  return null;
}

/** The stamps of one device rise in the order in which it wrote to its database. */
function ownOrder(truth: Truth, rows: readonly Row[]): string | null {
  const last = new Map<string, { one: Written; row: Row }>();
  const own = rows
    .map((row) => ({ row, one: truth.writerOf(row) }))
    .filter((each): each is { row: Row; one: Written } => each.one !== null && !each.one.isTwin)
    .sort((a, b) => a.one.order.at - b.one.order.at);
  for (const { one, row } of own) {
    // What an account has stamped anew after its claim, the guests' log, which goes on by its own clock, cannot know.
    const isAnew = one.account === null && row.hlc !== one.savedAs;
    const writer = isAnew ? `${one.order.writer}, claim ${one.claim}` : one.order.writer;
    const before = last.get(writer);
    // What is set aside gets its stamp without the database's clock: it follows what its writer saw, and no more.
    if (one.setAsideAs !== null) continue;
    // The others of that day may have been given new stamps since, which the copy cannot know.
    if (one.hasOldStamp) continue;
    if (before && before.row.hlc >= row.hlc)
      return `${nameOf(one)} is stamped before ${nameOf(before.one)}, which its device wrote first`;
    last.set(writer, { one, row });
  }
  return null;
}

/** A device holds what the server holds, row for row, and nothing waits but what no server takes. */
async function equal(truth: Truth, look: Look, device: Device, account: string): Promise<string | null> {
  const { rows, pending, place } = await device.log(account);
  const theirs = look.logs[account] ?? [];
  const known = (list: readonly Row[]) => list.map((row) => canonical(asFarAsKnown(truth, account, row)));
  const [ours, other] = [known(rows), known(theirs)];
  if (ours.join() !== other.join()) {
    const at = other.findIndex((row, index) => row !== ours[index]);
    const [here, there] = [rows[at], theirs[at]].map((row) => JSON.stringify(row));
    return `row ${at + 1} of ${account} on ${device.name} is ${here}, on the server ${there} (${rows.length} and ${theirs.length} rows)`;
  }
  if (canonical(place) !== canonical(look.heads[account]))
    return `${device.name} stands at ${JSON.stringify(place)} and the server at ${JSON.stringify(look.heads[account])}`;
  const waiting = pending.filter((entry: Pending) => !truth.writerOf(entry)?.isFaulty);
  return waiting.length === 0 ? null : `${device.name} still waits for ${JSON.stringify(waiting.map(bare))}`;
}

/**
 * Where every trace of an erasure was destroyed from outside, a phone may have read its blanked row and nothing more:
 * the chain holds ids, so nothing tells it that the server has the body again.
 */
function asFarAsKnown(truth: Truth, account: string, row: Row): Row {
  const isForgotten = truth.erased.some(
    (one) => one.isForgotten && one.account === account && one.kind === row.kind && one.record === row.record,
  );
  return isForgotten ? { ...row, body: null } : row;
}

/**
 * What the database had no room for, under a wrong clock: when it is in at last, all else has its mended stamps. So it
 * is on a phone put back to when it waited with a wrong stamp: what replaced it is on the server, and it comes later.
 */
function isLate(one: Written, row: Row): boolean {
  if (one.hasOldStamp && one.savedAs !== row.hlc) return true;
  return one.setAsideAs !== null && one.setAsideAs !== row.hlc;
}

function orderOf(row: RawEntry): string {
  return `${row.hlc} ${row.id}`;
}

export function nameOf({ number, kind, record }: Written): string {
  return `entry ${number} (${kind} ${record.slice(-8)})`;
}
