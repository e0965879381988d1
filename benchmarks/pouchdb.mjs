// PouchDB replicating the same entries to and from pouchdb-server, timed as the app's own sync is.
// node pouchdb.mjs MODULES REMOTE LOG SESSIONS SETS PULLED → {"session_ms": [...], "pull_ms": n}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [modules, remote, file, sessions, sets, pulled] = process.argv.slice(2)
const PouchDB = createRequire(`${modules}/`)('pouchdb')
const entries = JSON.parse(readFileSync(file, 'utf8'))
const docs = entries.map(({ id, ...rest }) => ({ _id: id, ...rest }))

const timed = async (act) => {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

const session_ms = []
const phone = new PouchDB('phone')
const runner = new PouchDB(`${remote}/runner`)
for (let n = 0; n < Number(sessions); n += 1) {
  await phone.bulkDocs(docs.slice(n * Number(sets), (n + 1) * Number(sets)))
  session_ms.push(await timed(() => phone.replicate.to(runner)))
}

const log = new PouchDB(`${remote}/log`)
for (let from = 0; from < Number(pulled); from += 1000) {
  await log.bulkDocs(docs.slice(from, Math.min(from + 1000, Number(pulled))))
}
const other = new PouchDB('other')
const pull_ms = await timed(() => other.replicate.from(log, { batch_size: 1000 }))
const { doc_count } = await other.info()
if (doc_count !== Number(pulled)) throw new Error(`${doc_count} documents arrived`)
console.log(JSON.stringify({ session_ms, pull_ms }))
process.exit(0)
