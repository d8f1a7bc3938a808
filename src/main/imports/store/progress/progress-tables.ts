/**
 * Created when a file is opened: files of earlier versions don't have them, and salvaging leaves them out. They can be
 * counted again.
 *
 * - `campaign_progress`: the last result of each import, as JSON.
 * - `called_number`: the sent numbers of an import that were called, as hashes.
 */
export const keptProgressSchema = `
  CREATE TABLE IF NOT EXISTS campaign_progress (import_id VARCHAR NOT NULL, result VARCHAR NOT NULL);
  CREATE TABLE IF NOT EXISTS called_number (
    import_id VARCHAR NOT NULL, hash UUID NOT NULL, is_answered BOOLEAN NOT NULL
  );
`

/**
 * The tables of a counting, in an in-memory database `progress` attached to the account's file. `page` exists only
 * while a page of calls is added, because it holds numbers.
 *
 * - `sent`: the sent numbers, with the service's time from which on their calls count.
 * - `call`: the calls of these numbers. `day`: days since 1970 in the user's time zone.
 */
export const progressSchema = `
  CREATE TABLE progress.sent (hash UUID NOT NULL, from_ms BIGINT NOT NULL);
  CREATE TABLE progress.call (
    hash UUID NOT NULL, started BIGINT NOT NULL, day INTEGER NOT NULL, is_answered BOOLEAN NOT NULL
  );
`
