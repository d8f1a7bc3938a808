import { randomInt } from 'node:crypto'
import { openDatabase, type Database } from '../../platform/database/open-database'
import { type DatabaseLimits } from '../../platform/database/opening'

const schema = `
  CREATE TABLE meta (application VARCHAR NOT NULL, version INTEGER NOT NULL, seed INTEGER NOT NULL);
  CREATE TABLE records (
    n INTEGER NOT NULL, key INTEGER NOT NULL, id VARCHAR NOT NULL,
    started BIGINT, answered BIGINT, ended BIGINT,
    caller VARCHAR, caller_digits VARCHAR, callee VARCHAR, callee_digits VARCHAR,
    agent BIGINT, salesman VARCHAR,
    duration BIGINT, duration_text VARCHAR, cost BIGINT, cost_text VARCHAR,
    url VARCHAR, has_url BOOLEAN NOT NULL
  );
  CREATE TABLE covered (start_ms BIGINT NOT NULL, end_ms BIGINT NOT NULL, state VARCHAR NOT NULL, loaded_ms BIGINT NOT NULL);
  CREATE TABLE notes (key INTEGER NOT NULL, id VARCHAR NOT NULL, note VARCHAR NOT NULL, tags VARCHAR[] NOT NULL);
  CREATE TABLE followed (key INTEGER NOT NULL, id VARCHAR NOT NULL, outcome INTEGER NOT NULL);
`

/** Opens the records database like {@link openDatabase}. `seed`: for this file's record keys. */
export async function openRecordDatabase(
  file: string,
  limits: DatabaseLimits,
  nowMs: number
): Promise<Database & { seed: number }> {
  const database = await openDatabase({
    file,
    limits,
    nowMs,
    application: 'deskline-records',
    version: 1,
    schema,
    extraMeta: () => ({ seed: randomInt(0x7fffffff) }),
    // If records are missing, their periods must be loaded again.
    sumTables: ['covered']
  })
  return { ...database, seed: Number(database.meta.seed) }
}
