/**
 * The tables of a draft, in a database `draft` in memory that is attached to the account's file.
 *
 * - `entry`: the entries of all tables that were read. `n` grows and is never used again; `code`: position in
 *   `cellCodes`; `text` null: the same as `dial`, or nothing.
 * - `verdict`: the entries of the tables that were compared last and are still there, in the order of `rank`
 *   (from 0, as they are sent). `reason`: position in `leftOutReasons`, null for sure numbers that nothing keeps out; a doubtful one
 *   has its doubt. `first_n`: where a repeated number stands first.
 * - `comparison`: one row, the revision of the last comparison.
 * - `undo`: entries as they were before a step of mending.
 */
export const draftSchema = `
  CREATE TABLE draft.entry (
    n INTEGER NOT NULL, table_id INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
    code UTINYINT NOT NULL, dial VARCHAR, text VARCHAR, suggestion VARCHAR, is_fixed BOOLEAN NOT NULL
  );
  CREATE TABLE draft.verdict (n INTEGER, rank INTEGER, reason UTINYINT, first_n INTEGER);
  CREATE TABLE draft.comparison (revision INTEGER NOT NULL);
  CREATE TABLE draft.undo (
    step INTEGER NOT NULL, n INTEGER NOT NULL, code UTINYINT NOT NULL, dial VARCHAR, text VARCHAR,
    suggestion VARCHAR, is_fixed BOOLEAN NOT NULL
  );
`
