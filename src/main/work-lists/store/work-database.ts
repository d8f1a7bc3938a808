import { openDatabase, type Database } from '../../platform/database/open-database'
import type { DatabaseLimits } from '../../platform/database/opening'

// `lists.stage`: see list-rows.ts. `gaps`, `gap_ms` and `last_call`: from the start of a call to the start of the next.
// `entries.fields`: the values of the list's `fields`, as JSON. `claimed`, `accepted`, `former`: see entry-moves.ts.
// `undo`: the entry of each list that was settled last, as it was before.
const schema = `
  CREATE TABLE meta (application VARCHAR NOT NULL, version INTEGER NOT NULL);
  CREATE TABLE lists (
    n INTEGER NOT NULL, id VARCHAR NOT NULL, name VARCHAR NOT NULL, state VARCHAR NOT NULL, stage UTINYINT NOT NULL,
    created BIGINT NOT NULL, fields VARCHAR NOT NULL, guide VARCHAR NOT NULL,
    gaps INTEGER NOT NULL, gap_ms BIGINT NOT NULL, last_call BIGINT
  );
  CREATE TABLE entries (
    list INTEGER NOT NULL, id INTEGER NOT NULL, number VARCHAR NOT NULL, name VARCHAR NOT NULL,
    company VARCHAR NOT NULL, fields VARCHAR NOT NULL, search VARCHAR NOT NULL,
    state UTINYINT NOT NULL, due BIGINT, attempts INTEGER NOT NULL, retries INTEGER NOT NULL, last BIGINT,
    outcome VARCHAR, result VARCHAR, note VARCHAR NOT NULL, call_key VARCHAR, call_id VARCHAR,
    claimed BIGINT, accepted UTINYINT NOT NULL, former VARCHAR
  );
  CREATE TABLE undo (list INTEGER NOT NULL, id INTEGER NOT NULL, former VARCHAR NOT NULL);
`

/** Opens the work lists' database like {@link openDatabase}. */
export const openWorkDatabase = (file: string, limits: DatabaseLimits, nowMs: number): Promise<Database> =>
  openDatabase({
    file,
    limits,
    nowMs,
    application: 'deskline-work-lists',
    version: 1,
    schema,
    extraMeta: () => ({})
  })
