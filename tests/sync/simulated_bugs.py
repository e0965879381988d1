"""Bugs put in on purpose: each is one change of the product's source that the simulation must find."""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SOURCES = ("backend", "migrations", "tests", "frontend/src")


class Bug(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    from_seed: int = 0
    """Where the stories begin that it is looked for in."""


BUGS = (
    Bug(
        "accepted_is_taken_for_confirmed",
        "frontend/src/sync/plan.ts",
        'results.filter((one) => one.status === "erased")',
        'results.filter((one) => one.status === "erased" || one.status === "accepted")',
    ),
    Bug(
        "the_cursor_is_stored_before_the_page",
        "frontend/src/store/confirm.ts",
        '  const applied = await shelf.write(["pending", "pages", "meta"], async (db) => {\n',
        "  const { page, from } = change;\n"
        '  if (page && samePlace(await shelf.read(["meta"], placeOf), from)) {\n'
        '    await shelf.write(["meta"], (db) => putMeta(db, "place", page.to));\n'
        "    change = { ...change, from: page.to };\n"
        "  }\n"
        '  const applied = await shelf.write(["pending", "pages", "meta"], async (db) => {\n',
    ),
    Bug(
        "the_cursor_is_stored_after_the_page",
        "frontend/src/store/confirm.ts",
        "  if (applied.read && change.reset) await offerPages(shelf, offering);",
        "  const { page } = change;\n"
        '  if (applied.read && page) await shelf.write(["meta"], (db) => putMeta(db, "place", page.to));\n'
        "  if (applied.read && change.reset) await offerPages(shelf, offering);",
    ),
    Bug(
        "a_page_is_stored_wherever_the_cursor_stands",
        "frontend/src/store/confirm.ts",
        "const current = samePlace(await placeOf(db), change.from) && !(await isMidReset(db, change));",
        "const current = true;",
    ),
    Bug(
        "a_reset_forgets_what_waits",
        "frontend/src/store/confirm.ts",
        'if (current && change.reset) await putMeta(db, "place", START);',
        'if (current && change.reset) await putMeta(db, "place", START);\n'
        "    if (current && change.reset) await deleteAll(db.pending, await db.pending.getAllKeys());",
    ),
    Bug(
        "a_reset_offers_only_what_waits",
        "frontend/src/store/confirm.ts",
        "rows.filter((_, at) => !waiting[at]).map",
        "rows.filter((_, at) => waiting[at]).map",
    ),
    Bug(
        "only_stamps_in_the_future_are_given_anew",
        "frontend/src/store/confirm.ts",
        "isAfter(stampOf(entry.hlc), clock.confirmed)",
        "stampOf(entry.hlc).ms > here.nowMs + clock.offsetMs + 86_400_000",
        from_seed=2000,  # a rare story: a clock far ahead, mended, and a refusal in between
    ),
    Bug(
        "everything_that_waits_is_stamped_anew",
        "frontend/src/store/confirm.ts",
        "isAfter(stampOf(entry.hlc), clock.confirmed)",
        "!entry.settled",
    ),
    Bug(
        "new_stamps_are_replaced_for_what_was_said_of_the_old",
        "frontend/src/store/confirm.ts",
        "entries[at]?.hlc === hlc",
        "entries[at]?.hlc !== undefined",
        from_seed=390_387_808,  # two tabs hear of one clock, the later while new stamps are on their way
    ),
    Bug(
        "new_stamps_are_given_while_an_entry_is_set_aside",
        "frontend/src/store/confirm.ts",
        "const held = current && change.ahead.length > 0 ? here.whyNoNewStamps() : null;",
        'const held = null as Applied["held"];',
        from_seed=21_003_488,  # a clock far ahead, and no room in the moment in which it is heard of
    ),
    Bug(
        "a_guest_is_forgotten_before_the_copy_is_kept",
        "frontend/src/store/claim.ts",
        "  await putMissing(shelf, claimed);\n",
        '  await guests.write(["pending"], ({ pending }) =>\n'
        "    deleteAll(pending, claimed.map((entry) => entry.id)));\n"
        "  await putMissing(shelf, claimed);\n",
    ),
    Bug(
        "a_claim_takes_what_another_account_has_claimed",
        "frontend/src/store/claim.ts",
        "(await pending.getAll()).filter((entry) => !entry.claimedBy)",
        "await pending.getAll()",
    ),
    Bug(
        "of_two_entries_with_one_id_ours_goes",
        "frontend/src/store/confirm.ts",
        "const found = taken.filter((entry) => !(entry.settled && entry.body === null));",
        "const found = taken.filter((entry) => entry.settled);",
    ),
    Bug(
        "the_clock_does_not_follow_what_it_reads",
        "frontend/src/store/confirm.ts",
        "confirmed, last: latest(clock.last, rows) }",
        "confirmed }",
    ),
    Bug(
        "ids_are_given_on_the_way_out",
        "frontend/src/sync/rounds.ts",
        "    if (!request) return await unseen(side, run);\n",
        "    if (!request) return await unseen(side, run);\n"
        "    request.entries = request.entries.map((one) => ({ ...one, id: newId(side.nowMs()) }));\n",
    ),
    Bug(
        "a_smaller_request_is_never_tried",
        "frontend/src/sync/plan.ts",
        "limit: Math.floor(count / 2), suspect",
        "limit: Math.max(1, count), suspect: null",
    ),
    Bug(
        "requests_never_grow_again",
        "frontend/src/sync/plan.ts",
        "limit: run.suspect ? ENTRIES_MAX : run.limit,",
        "limit: run.limit,",
    ),
    Bug(
        "a_refused_entry_is_dropped",
        "frontend/src/store/confirm.ts",
        "    await noteRefusals(db, change.refused);\n",
        "    await deleteAll(db.pending, change.refused.map((one) => one.id));\n",
    ),
    Bug(
        "an_erasure_leaves_what_waits",
        "frontend/src/store/confirm.ts",
        "  for (const erasure of erasures) await blank(db, erasure);\n",
        "",
    ),
    Bug(
        "what_was_set_aside_is_stored_again_though_confirmed",
        "frontend/src/store/home.ts",
        "    await putMissing(home.shelf, entries);\n",
        '    await home.shelf.write(["pending"], (db) => putAll(db.pending, entries));\n',
    ),
    Bug(
        "what_a_guest_set_aside_is_not_claimed",
        "frontend/src/store/home.ts",
        "    claimSpared(account);\n",
        "",
    ),
    Bug(
        "the_server_knows_entries_by_their_ids_alone",
        "backend/evenstride/store/offers.py",
        "== (before.record, before.kind, before.v, before.body):\n",
        "!= (None, None, None, None):\n",
    ),
    Bug(
        "the_server_takes_any_stamp",
        "backend/evenstride/store/offers.py",
        "    if entry.hlc > latest:",
        "    if entry.hlc > latest and room < 0:",
    ),
    Bug(
        "the_server_takes_erased_bodies_back",
        "backend/evenstride/store/offers.py",
        "    is_erased = ledger and _is_erased(entry.kind, entry.record, entry.hlc, ledger)\n",
        "    is_erased = False\n",
    ),
    Bug(
        "the_server_tells_nobody_of_an_erasure",
        "backend/evenstride/store/log.py",
        "        append(tx, account, head, [_erasure(kind, record, erased_at)])\n        _blank(",
        "        _blank(",
    ),
    Bug(
        "the_server_does_not_look_at_the_chain",
        "backend/evenstride/store/log.py",
        'return None if position.chain == _chain_at(tx, account, head, position.cursor) else "chain"',
        "return None",
    ),
    Bug(
        "the_server_looks_at_nothing_a_phone_has_read",
        "backend/evenstride/store/log.py",
        "    reason = _mismatch(tx, account, head, position)\n",
        "    reason = None if position.cursor <= head.head else 'cursor'\n",
    ),
    Bug(
        "the_server_shows_a_pusher_only_its_own",
        "backend/evenstride/store/log.py",
        "    if position.cursor == head.head and not settled.erasures:\n",
        "    if settled.fresh:\n",
    ),
    Bug(
        "an_old_database_forgets_its_erasures",
        "backend/evenstride/store/restore.py",
        "            for (account, kind, record), erased_at in _to_erase(tx, remembered):\n"
        "                erase_again(tx, account, kind, record, erased_at)\n"
        "    return Remembered",
        "            pass\n    return Remembered",
    ),
)


def fits(bug: Bug) -> bool:
    """Whether the source still has the one place the bug goes to."""
    return (ROOT / bug.file).read_text().count(bug.old) == 1


def put_in(bug: Bug, folder: Path) -> Path:
    """A copy of the product with the bug in it."""
    for source in SOURCES:
        ignored = shutil.ignore_patterns("__pycache__", "static", "generated")
        shutil.copytree(ROOT / source, folder / source, ignore=ignored)
    (folder / "frontend/node_modules").symlink_to(ROOT / "frontend/node_modules")
    file = folder / bug.file
    file.write_text(file.read_text().replace(bug.old, bug.new))
    return folder


def search_path(root: Path) -> dict[str, str]:
    """The environment in which Python finds the product under `root` before any other."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "backend"), str(root)])}
