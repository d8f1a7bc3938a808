import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inSnapshot, inTransaction } from './transaction'

let instance: DuckDBInstance
let connection: DuckDBConnection

beforeEach(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  await connection.run('CREATE TABLE t (n INTEGER)')
})
afterEach(() => {
  connection.closeSync()
  instance.closeSync()
})

/** The connection, with its first `statement` interrupted 'before' or 'after' it runs. */
function interruptedAt(statement: string, moment: 'before' | 'after'): DuckDBConnection {
  let isDue = true
  return new Proxy(connection, {
    get(target, name) {
      if (name !== 'run') return Reflect.get(target, name) as unknown
      return async (sql: string) => {
        const isHit = isDue && sql === statement
        if (isHit) isDue = false
        if (!isHit || moment === 'after') await target.run(sql)
        if (isHit) throw new Error('INTERRUPT Error: Interrupted!')
      }
    }
  })
}

const rowCount = async (): Promise<number> =>
  (await connection.runAndReadAll('SELECT n FROM t')).getRows().length

describe('an interrupt meant for the work', () => {
  test.each([
    ['BEGIN', 'before'],
    ['BEGIN', 'after'],
    ['ROLLBACK', 'before'],
    ['ROLLBACK', 'after']
  ] as const)('that hits the %s (%s it took effect) leaves no snapshot open', async (statement, moment) => {
    const interrupted = interruptedAt(statement, moment)
    await inSnapshot(interrupted, () => interrupted.run('SELECT 1')).catch(() => undefined)
    expect(await inSnapshot(connection, rowCount)).toBe(0)
  })

  test.each([
    ['BEGIN', 'before'],
    ['BEGIN', 'after'],
    ['ROLLBACK', 'before'],
    ['ROLLBACK', 'after']
  ] as const)(
    'that hits the %s (%s it took effect) leaves no transaction open',
    async (statement, moment) => {
      const interrupted = interruptedAt(statement, moment)
      const failing = inTransaction(interrupted, async () => {
        await interrupted.run('INSERT INTO t VALUES (1)')
        throw new Error('failed')
      })
      await expect(failing).rejects.toThrow(statement === 'BEGIN' ? 'INTERRUPT' : 'failed')
      await inTransaction(connection, () => connection.run('INSERT INTO t VALUES (2)'))
      expect(await rowCount()).toBe(1)
    }
  )
})
