import { expect, it } from 'vitest'
import { isDamaged, isOfLog } from './failure'

// Messages of DuckDB 1.5.5, produced by injected faults.
const file = '/home/x/imports-1.duckdb'

it.each([
  `IO Error: The file "${file}" exists, but it is not a valid DuckDB database file!`,
  `IO Error: Could not read enough bytes from file "${file}": attempted to read 3996 bytes from location 100`,
  'IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 3',
  `IO Error: Failure while replaying WAL file "${file}.wal": Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 3`
])('recognises a damaged file: %s', (message) => {
  expect([isDamaged(new Error(message)), isOfLog(new Error(message))]).toEqual([true, false])
})

it.each([
  `IO Error: Failure while replaying WAL file "${file}.wal": Corrupt WAL file: entry at byte position 262 computed checksum 5381 does not match stored checksum 0`,
  `IO Error: Failure while replaying WAL file "${file}.wal": WAL does not match database file.`,
  `IO Error: Failure while replaying WAL file "${file}.wal": This WAL was created for this database file, but the WAL checkpoint iteration does not match the database file. That means the WAL was created for a newer version of this database. File checkpoint iteration: 1, WAL checkpoint iteration: 2`
])('recognises a damaged log, whose file may be intact: %s', (message) => {
  expect([isDamaged(new Error(message)), isOfLog(new Error(message))]).toEqual([true, true])
})

it.each([
  `IO Error: Could not set lock on file "${file}": Conflicting lock is held in node (PID 1)`,
  `IO Error: Cannot open file "${file}": Permission denied`,
  `IO Error: Cannot open file "/home/corrupt database/imports-1.duckdb": No such file or directory`,
  `IO Error: Could not read from file "${file}": Input/output error`,
  `IO Error: Failure while replaying WAL file "${file}.wal": Could not read from file "${file}.wal": Is a directory`,
  `IO Error: Failure while replaying WAL file "${file}.wal": Out of Memory Error: failed to allocate data of size 1`,
  `IO Error: Could not write file "${file}.wal": No space left on device`,
  `IO Error: Could not read enough bytes from file "${file}.tmp/duckdb_temp_storage_DEFAULT-0.tmp": attempted to read 262144 bytes from location 0`,
  `IO Error: Error opening "${file}": file was written with a storage version greater than the latest version supported by this DuckDB instance. Try opening the file with a newer version of DuckDB.`,
  'Out of Memory Error: could not allocate block of size 256.0 KiB (127.9 MiB/128.0 MiB used)',
  'Catalog Error: Table with name t does not exist!',
  'INTERNAL Error: something that should not be'
])('other errors are not damage: %s', (message) => {
  expect(isDamaged(new Error(message))).toBe(false)
})

it('a folder name that resembles another error doesn’t hide damage', () => {
  expect(
    isDamaged(
      new Error(
        'IO Error: The file "/mnt/read-only/x.duckdb" exists, but it is not a valid DuckDB database file!'
      )
    )
  ).toBe(true)
})
