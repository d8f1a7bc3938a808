import { openDatabase, type Database } from '../../platform/database/open-database'
import type { DatabaseLimits } from '../../platform/database/opening'

// `numbers`: the keys of each contact's numbers (see number-key.ts). `search`: see contact-search.ts.
const schema = `
  CREATE TABLE meta (application VARCHAR NOT NULL, version INTEGER NOT NULL);
  CREATE TABLE contacts (
    n INTEGER NOT NULL, id VARCHAR NOT NULL, name VARCHAR NOT NULL, company VARCHAR NOT NULL,
    numbers VARCHAR NOT NULL, details VARCHAR NOT NULL, updated BIGINT NOT NULL,
    sort VARCHAR NOT NULL, search VARCHAR NOT NULL
  );
  CREATE TABLE numbers (n INTEGER NOT NULL, key VARCHAR NOT NULL);
`

/** Opens the contacts' database like {@link openDatabase}. */
export const openContactDatabase = (file: string, limits: DatabaseLimits, nowMs: number): Promise<Database> =>
  openDatabase({
    file,
    limits,
    nowMs,
    application: 'deskline-contacts',
    version: 1,
    schema,
    extraMeta: () => ({})
  })
