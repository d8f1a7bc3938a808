import { describe, expect, it } from 'vitest'
import { CALLS, get, periodPath, startSimulator } from './testing/simulator'

const AT = Date.parse('2016-01-11T18:25:43.511Z')
const iso = (ms: number): string => new Date(ms).toISOString()
const rowsOf = (body: unknown): { id: string; startTime: string }[] =>
  (body as { calls: { id: string; startTime: string }[] }).calls

describe('三、按时间段查询呼叫', () => {
  it('"calls": [calls Resource(即“查询一通呼叫”接口的Response)]', async () => {
    const simulator = await startSimulator()
    const batch = simulator.records.generate({ count: 5, fromMs: AT, toMs: AT + 60_000 })
    const { status, body } = await get(simulator, periodPath(iso(AT), iso(AT + 60_000)))
    expect(status).toBe(200)
    const single = await get(simulator, `${CALLS}/${batch.at(2).id}`)
    expect(rowsOf(body)).toHaveLength(5)
    expect(rowsOf(body)[2]).toEqual(single.body)
  })

  it('查询开始时间 and 查询结束时间 are both inclusive, and other time zones are understood', async () => {
    const simulator = await startSimulator()
    for (const [index, offset] of [-1, 0, 500, 1_000, 1_001].entries()) {
      simulator.records.add({ id: `call-${index}` }, AT + offset)
    }
    const answer = await get(simulator, periodPath('2016-01-12T02:25:43.511+08:00', iso(AT + 1_000)))
    expect(rowsOf(answer.body).map(({ id }) => id)).toEqual(['call-1', 'call-2', 'call-3'])
  })

  it('access_token: 访问密钥 is required here and must be correct', async () => {
    const simulator = await startSimulator()
    const period = `startTime=${iso(AT)}&endTime=${iso(AT)}`
    expect(await get(simulator, `${CALLS}/queryByPeriod?${period}`)).toMatchObject({
      status: 401,
      body: { status: 401, error: { field: 'access_token' } }
    })
    expect(await get(simulator, periodPath(iso(AT), iso(AT), 'wrong'))).toMatchObject({ status: 401 })
    expect(await get(simulator, periodPath(iso(AT), iso(AT)))).toMatchObject({
      status: 200,
      body: { calls: [] }
    })
  })

  it.each([
    '',
    'yesterday',
    '2016-01-11',
    '2016-01-11T18:25:43',
    '2016-02-30T00:00:00Z',
    '2016-13-01T00:00:00Z'
  ])('“RFC 3339 date-time”: %j is invalid, and the error names its field', async (time) => {
    const simulator = await startSimulator()
    expect(await get(simulator, periodPath(time, iso(AT)))).toMatchObject({
      status: 422,
      body: { error: { field: 'startTime' } }
    })
    expect(await get(simulator, periodPath(iso(AT), time))).toMatchObject({
      status: 422,
      body: { error: { field: 'endTime' } }
    })
  })

  it('a period that ends before it starts is refused', async () => {
    const simulator = await startSimulator()
    expect(await get(simulator, periodPath(iso(AT), iso(AT - 1)))).toMatchObject({
      status: 422,
      body: { error: { code: 30111, field: 'endTime' } }
    })
  })

  it('“一次最多返回1万条数据”: 10,000 are returned, ordered by start', async () => {
    const simulator = await startSimulator()
    simulator.records.generate({ count: 10_000, fromMs: AT, toMs: AT + 86_400_000 })
    const { body } = await get(simulator, periodPath(iso(AT), iso(AT + 86_400_000)))
    const times = rowsOf(body).map(({ startTime }) => startTime)
    expect(times).toHaveLength(10_000)
    expect(times).toEqual(times.toSorted())
  })

  it('“如果系统报返回结果超过1万条,请缩短查询时间间隔”: 10,001 are refused, without naming a field', async () => {
    const simulator = await startSimulator()
    simulator.records.generate({ count: 10_000, fromMs: AT, toMs: AT + 1_000 })
    simulator.records.add({ id: 'one-more' }, AT)
    const { body, status } = await get(simulator, periodPath(iso(AT), iso(AT + 1_000)))
    expect(status).toBe(422)
    expect(body).toEqual({
      status: 422,
      error: { code: 30110, message: '返回结果超过1万条,请缩短查询时间间隔。' }
    })
  })
})
