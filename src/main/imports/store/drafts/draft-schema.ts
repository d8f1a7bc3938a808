/**
 * The tables of a draft, in an in-memory database `draft` attached to the account's file.
 *
 * - `entry`: the entries of all tables read. `n` grows and is never reused; `code`: position in `cellCodes`; `text`
 *   null: equal to `dial`, or empty.
 * - `verdict`: the entries of the last comparison that still exist, by `rank` (from 0, the sending order). `reason`:
 *   position in `leftOutReasons`, null for certain numbers that are sent; a doubtful number has its doubt.
 *   `first_n`: the first occurrence of a repeated number.
 * - `comparison`: one row, the revision of the last comparison.
 * - `undo`: entries before each fix.
 * - `do_not_call`: the numbers of the do-not-call list.
 */
export const draftSchema = `
  CREATE TABLE draft.entry (
    n INTEGER NOT NULL, table_id INTEGER NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
    code UTINYINT NOT NULL, dial VARCHAR, text VARCHAR, suggestion VARCHAR, is_fixed BOOLEAN NOT NULL
  );
  CREATE TABLE draft.verdict (n INTEGER, rank INTEGER, reason UTINYINT, first_n INTEGER);
  CREATE TABLE draft.do_not_call (dial VARCHAR NOT NULL);
  CREATE TABLE draft.comparison (revision INTEGER NOT NULL);
  CREATE TABLE draft.undo (
    step INTEGER NOT NULL, n INTEGER NOT NULL, code UTINYINT NOT NULL, dial VARCHAR, text VARCHAR,
    suggestion VARCHAR, is_fixed BOOLEAN NOT NULL
  );
`
