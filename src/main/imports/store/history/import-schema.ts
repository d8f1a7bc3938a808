import { formerLedgerSchema } from './former-ledger'

/**
 * The tables of an account's imports, except `meta`. Times are epoch ms, positions start at 0, `to_pos` is
 * exclusive.
 *
 * - `ledger`: the numbers sent to a campaign, as hashes: state 1 sent, 2 maybe. At most one row per campaign and
 *   hash. `at_ms` of a sent one: when its request was sent.
 * - `import.kept`: the report as JSON, once the entries were removed.
 * - `number`: the numbers an import sends, by position; `left_out`: all other entries. `place`: an entry's index
 *   among both, in the order of files, lines and columns. `text` null: equal to `dial`.
 * - `request`: `error` is JSON; `cuts` belongs to `split`.
 */
export const importSchema = `
  CREATE TABLE campaign (
    id VARCHAR NOT NULL, label VARCHAR NOT NULL, last_used_ms BIGINT NOT NULL, is_known BOOLEAN NOT NULL
  );
  CREATE TABLE ledger (
    campaign VARCHAR NOT NULL, hash UUID NOT NULL, state UTINYINT NOT NULL, import_id VARCHAR NOT NULL,
    at_ms BIGINT NOT NULL
  );
  CREATE TABLE block_list (
    path VARCHAR NOT NULL, file_name VARCHAR NOT NULL, numbers INTEGER NOT NULL, read_at_ms BIGINT NOT NULL,
    modified_ms BIGINT NOT NULL, size_bytes BIGINT NOT NULL
  );
  CREATE TABLE blocked (dial VARCHAR NOT NULL);
  CREATE TABLE import (
    id VARCHAR NOT NULL, campaign VARCHAR NOT NULL, name VARCHAR NOT NULL, files INTEGER NOT NULL,
    created_ms BIGINT NOT NULL, ended_ms BIGINT, state VARCHAR NOT NULL, total INTEGER NOT NULL,
    left_out INTEGER NOT NULL, batch_size INTEGER NOT NULL, has_details BOOLEAN NOT NULL, kept VARCHAR
  );
  CREATE TABLE import_file (import_id VARCHAR NOT NULL, file INTEGER NOT NULL, name VARCHAR NOT NULL, sheet VARCHAR);
  CREATE TABLE number (
    import_id VARCHAR NOT NULL, position INTEGER NOT NULL, dial VARCHAR NOT NULL, hash UUID NOT NULL,
    file INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL, text VARCHAR, place INTEGER NOT NULL
  );
  CREATE TABLE left_out (
    import_id VARCHAR NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL, text VARCHAR,
    dial VARCHAR, reason VARCHAR NOT NULL, place INTEGER NOT NULL
  );
  CREATE TABLE request (
    import_id VARCHAR NOT NULL, no INTEGER NOT NULL, from_pos INTEGER NOT NULL, to_pos INTEGER NOT NULL,
    sent_ms BIGINT NOT NULL, settled_ms BIGINT, outcome VARCHAR, cuts INTEGER[], error VARCHAR, decision VARCHAR
  );
  ${formerLedgerSchema};
`
