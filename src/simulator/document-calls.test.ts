import { describe, expect, it } from 'vitest'
import { AGENT_ID, CALLS, get, post, startCall, startSimulator, eventually } from './testing/simulator'

const error = (code: number, field: string, message: unknown = expect.any(String)): object => ({
  status: 422,
  body: { status: 422, error: { code, message, field } }
})
const callId = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string

describe('返回数据', () => {
  it('错误信息 has the shape and the exact wording of the document’s example', async () => {
    const simulator = await startSimulator()
    const answer = await startCall(simulator, { calleeNumber: '13800138000', callerNumber: '12' })
    expect(answer.body).toEqual({
      status: 422,
      error: { code: 30105, message: '“主叫号码”不是合法的手机号或固定电话。', field: 'callerNumber' }
    })
    expect(answer.status).toBe(422)
  })
})

describe('一、发起呼叫', () => {
  it('POST #{apiPrefix}/tserver/tenants/:tenantId/calls: apiPrefix ends in /api/v31', async () => {
    const simulator = await startSimulator()
    expect(simulator.apiPrefix).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v31$/)
    const answer = await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID })
    expect(answer).toMatchObject({ status: 200, body: { callId } })
  })

  it('callId: “callId是36位长的UUID”, and 本次呼叫的唯一ID', async () => {
    const simulator = await startSimulator({ isBusyRefused: false })
    const ids = await Promise.all(
      [1, 2, 3].map(async () => {
        const answer = await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID })
        return (answer.body as { callId: string }).callId
      })
    )
    expect(ids).toEqual([callId, callId, callId])
    expect(ids.every((id) => id.length === 36)).toBe(true)
    expect(new Set(ids).size).toBe(3)
  })

  it.each(['13800138000', '19912345678', '01062345678', '02155550101', '075587654321', '05718765432'])(
    '被叫号码“需要是合法的手机号或固定电话”: %s is accepted',
    async (calleeNumber) => {
      const simulator = await startSimulator()
      expect(await startCall(simulator, { calleeNumber, agentId: AGENT_ID })).toMatchObject({ status: 200 })
    }
  )

  it.each([
    '123',
    '12800138000',
    '138001380001',
    '+8613800138000',
    '1380013800o',
    '4008123123',
    '95588',
    '0211234567',
    13800138000
  ])('被叫号码“需要是合法的手机号或固定电话”: %s is refused', async (calleeNumber) => {
    const simulator = await startSimulator()
    expect(await startCall(simulator, { calleeNumber, agentId: AGENT_ID })).toMatchObject(
      error(30105, 'calleeNumber', '“被叫号码”不是合法的手机号或固定电话。')
    )
    expect(simulator.records.count).toBe(0)
  })

  it('calleeNumber isn’t 选填: a call without it is refused', async () => {
    const simulator = await startSimulator()
    expect(await startCall(simulator, { agentId: AGENT_ID })).toMatchObject(error(30101, 'calleeNumber'))
  })

  it('“系统可以根据"agentId"查询到绑定的主叫号码”', async () => {
    const simulator = await startSimulator({
      agents: [{ agentId: 7, callerNumber: '02187654321' }]
    })
    await startCall(simulator, { calleeNumber: '13800138000', agentId: 7 })
    expect(simulator.callsInPlay()).toMatchObject([{ agentId: 7, callerNumber: '02187654321' }])
  })

  it('“"callerNumber"对应了唯一的"agentId",可不填本值”', async () => {
    const simulator = await startSimulator()
    await startCall(simulator, { calleeNumber: '13800138000', callerNumber: '02155550101' })
    expect(simulator.callsInPlay()).toMatchObject([{ agentId: AGENT_ID, callerNumber: '02155550101' }])
  })

  it('“如果是移动话机…可不填本值”: a mobile phone calls without an agentId', async () => {
    const simulator = await startSimulator()
    const answer = await startCall(simulator, { calleeNumber: '13800138000', callerNumber: '13900139000' })
    expect(answer.status).toBe(200)
    expect(simulator.callsInPlay()).toMatchObject([{ agentId: null, callerNumber: '13900139000' }])
  })

  it('“只在多个固定话机共用一个主叫号码时,本值才有填写的必要”: then it is required, and decides', async () => {
    const simulator = await startSimulator()
    const shared = { calleeNumber: '13800138000', callerNumber: '02155550102' }
    expect(await startCall(simulator, shared)).toMatchObject(error(30108, 'agentId'))
    expect(await startCall(simulator, { ...shared, agentId: 699861015 })).toMatchObject({ status: 200 })
    expect(simulator.callsInPlay()).toMatchObject([{ agentId: 699861015 }])
  })

  it('a call with neither agentId nor callerNumber is refused', async () => {
    const simulator = await startSimulator()
    expect(await startCall(simulator, { calleeNumber: '13800138000' })).toMatchObject(error(30101, 'agentId'))
  })

  it('a valid callerNumber that no phone has is refused', async () => {
    const simulator = await startSimulator()
    const answer = await startCall(simulator, { calleeNumber: '13800138000', callerNumber: '13511112222' })
    expect(answer).toMatchObject(error(30107, 'callerNumber'))
  })

  it.each(['699861013', 1.5, -1, 0, true])('"agentId": integer, so %j is refused', async (agentId) => {
    const simulator = await startSimulator()
    expect(await startCall(simulator, { calleeNumber: '13800138000', agentId })).toMatchObject(
      error(30102, 'agentId')
    )
  })

  it('an unknown agentId is refused', async () => {
    const simulator = await startSimulator()
    expect(await startCall(simulator, { calleeNumber: '13800138000', agentId: 4 })).toMatchObject(
      error(30106, 'agentId')
    )
  })

  it('“如果话机已经绑定了销售员,"salesmanCode"不填系统也可以自动关联到销售员”; "" also counts as 不填', async () => {
    const simulator = await startSimulator({ isBusyRefused: false })
    await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID })
    await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID, salesmanCode: '' })
    expect(simulator.callsInPlay().map((call) => call.salesmanCode)).toEqual(['S001', 'S001'])
  })

  it('“只要"salesmanCode"值不为空,系统就会以此值为准”, also a name: “你甚至可以传入销售员的姓名进来”', async () => {
    const simulator = await startSimulator()
    await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID, salesmanCode: '王芳' })
    expect(simulator.callsInPlay()).toMatchObject([{ salesmanCode: '王芳' }])
  })

  it('“如果"salesmanCode"在系统中不存在,系统会自动创建一个销售员”, once', async () => {
    const simulator = await startSimulator({ isBusyRefused: false })
    const call = { calleeNumber: '13800138000', agentId: AGENT_ID, salesmanCode: '9527' }
    await startCall(simulator, call)
    await startCall(simulator, call)
    expect(simulator.salesmen()).toEqual([
      { code: 'S001', isCreatedByCall: false },
      { code: '9527', isCreatedByCall: true }
    ])
  })

  it.each(['', 'calleeNumber=1', '[]', 'null', '{"calleeNumber":'])(
    'a body that isn’t a JSON object is refused: %j',
    async (body) => {
      const simulator = await startSimulator()
      expect(await startCall(simulator, body)).toMatchObject({
        status: 422,
        body: { error: { code: 30100 } }
      })
    }
  )

  it('a desk phone in a call is busy, unless that check is switched off', async () => {
    const call = { calleeNumber: '13800138007', agentId: AGENT_ID }
    const simulator = await startSimulator()
    await startCall(simulator, call)
    expect(await startCall(simulator, call)).toMatchObject(
      error(30109, 'agentId', expect.stringContaining('话机忙'))
    )
    const lenient = await startSimulator({ isBusyRefused: false })
    await startCall(lenient, call)
    expect(await startCall(lenient, call)).toMatchObject({ status: 200 })
  })

  it('another tenant is unknown, and a wrong token is refused even where none is required', async () => {
    const simulator = await startSimulator()
    const call = { calleeNumber: '13800138000', agentId: AGENT_ID }
    expect(await post(simulator, '/tserver/tenants/other/calls', call)).toMatchObject({ status: 404 })
    expect(await post(simulator, `${CALLS}?access_token=wrong`, call)).toMatchObject({
      status: 401,
      body: { status: 401, error: { field: 'access_token' } }
    })
    expect(await post(simulator, `${CALLS}?access_token=demo-token`, call)).toMatchObject({ status: 200 })
  })

  it('the token can be required everywhere', async () => {
    const simulator = await startSimulator({ isTokenRequiredEverywhere: true })
    const call = { calleeNumber: '13800138000', agentId: AGENT_ID }
    expect(await startCall(simulator, call)).toMatchObject({ status: 401 })
    expect(await post(simulator, `${CALLS}?access_token=demo-token`, call)).toMatchObject({ status: 200 })
  })

  it('other paths and methods get an error of the same shape', async () => {
    const simulator = await startSimulator()
    expect(await get(simulator, '/nothing')).toMatchObject({ status: 404, body: { status: 404 } })
    expect(await get(simulator, CALLS)).toMatchObject({ status: 405, body: { status: 405 } })
  })
})

describe('二、查询一通呼叫', () => {
  const fields = [
    'id',
    'callerNumber',
    'calleeNumber',
    'agentId',
    'salesmanCode',
    'startTime',
    'answerTime',
    'endTime',
    'duration',
    'cost',
    'recordUrl'
  ]

  it('根据"callId"查询某个呼叫的话单和录音等: every field of the Response has its type', async () => {
    const simulator = await startSimulator({ now: () => 1_452_536_743_511 })
    const started = await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID })
    const { callId: id } = started.body as { callId: string }
    const record = await eventually(async () => {
      const answer = await get(simulator, `${CALLS}/${id}`)
      expect(answer.body).toHaveProperty('recordUrl', `${simulator.recordingsUrl}/${id}.wav`)
      return answer.body as Record<string, unknown>
    })
    expect(Object.keys(record)).toEqual(fields)
    expect(record).toMatchObject({
      // “与Path parameters中的"callId"相同”
      id,
      callerNumber: '02155550101',
      calleeNumber: '13800138000',
      agentId: AGENT_ID,
      salesmanCode: 'S001',
      // “RFC 3339 date-time,如:2016-01-11T18:25:43.511Z”
      startTime: '2016-01-11T18:25:43.511Z',
      answerTime: '2016-01-11T18:25:53.111Z',
      endTime: '2016-01-11T18:26:13.111Z',
      // “通话持续时长(单位:秒)” and “费用(单位:元)”, as strings
      duration: '20',
      cost: '0.15'
    })
  })

  it('the record is incomplete during the call and for a while after, and the recording arrives even later', async () => {
    const simulator = await startSimulator({ recordDelayMs: 3_600_000_000, recordingDelayMs: 0 })
    const started = await startCall(simulator, { calleeNumber: '13800138000', agentId: AGENT_ID })
    const { callId: id } = started.body as { callId: string }
    await eventually(() => expect(simulator.callsInPlay()).toEqual([]))
    const record = (await get(simulator, `${CALLS}/${id}`)).body as Record<string, unknown>
    for (const field of ['answerTime', 'endTime', 'duration', 'cost', 'recordUrl']) {
      expect([undefined, null, '']).toContain(record[field])
    }
    expect(record['startTime']).toEqual(expect.any(String))

    const slow = await startSimulator({ recordDelayMs: 0, recordingDelayMs: 3_600_000_000 })
    const other = await startCall(slow, { calleeNumber: '13800138000', agentId: AGENT_ID })
    const path = `${CALLS}/${(other.body as { callId: string }).callId}`
    const complete = await eventually(async () => {
      const { body } = await get(slow, path)
      expect(body).toMatchObject({ endTime: expect.stringMatching(/Z$/) as string, duration: '20' })
      return body as Record<string, unknown>
    })
    expect([undefined, null, '']).toContain(complete['recordUrl'])
  })

  it('an unknown value is absent, null or "", and clients get all three', async () => {
    const simulator = await startSimulator({ isBusyRefused: false, recordDelayMs: 3_600_000_000 })
    const ids = Array.from({ length: 30 }, () =>
      simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13800138000' })
    )
    const met = new Set(ids.map((id) => String(simulator.records.find(id)?.body()['endTime'])))
    expect(met).toEqual(new Set(['undefined', 'null', '']))
  })

  it('an unanswered call has neither answerTime nor recordUrl, lasts 0 s and costs 0.00', async () => {
    const simulator = await startSimulator()
    const id = simulator.startElsewhere({ agentId: AGENT_ID, calleeNumber: '13800138005' })
    await eventually(() =>
      expect(simulator.records.find(id)?.body()).toMatchObject({ duration: '0', cost: '0.00' })
    )
    const record = simulator.records.find(id)?.body()
    expect([undefined, null, '']).toContain(record?.['answerTime'])
    expect([undefined, null, '']).toContain(record?.['recordUrl'])
  })

  it('an unknown callId is 404 in the document’s error shape', async () => {
    const simulator = await startSimulator()
    expect(await get(simulator, `${CALLS}/00000000-0000-4000-8000-000000000000`)).toMatchObject({
      status: 404,
      body: { status: 404, error: { code: 40402, message: '呼叫不存在。' } }
    })
  })
})
