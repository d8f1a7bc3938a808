import { describe, expect, it } from 'vitest'
import { numbersPath, post, startSimulator } from './testing/simulator'

describe('四、导号到号码库', () => {
  it('“如果调用成功,body返回值为空”', async () => {
    const simulator = await startSimulator()
    const answer = await post(simulator, numbersPath('demo-campaign'), { numbers: ['13800138000'] })
    expect(answer).toMatchObject({ status: 200, text: '' })
  })

  it('“一个campaign(呼叫任务)对应一个号码库,一个号码库中包含若干被叫号码”: kept in order, request by request', async () => {
    const simulator = await startSimulator({ campaignIds: ['a', 'b'] })
    await post(simulator, numbersPath('a'), { numbers: ['13800138000', '02155550101'] })
    await post(simulator, numbersPath('b'), { numbers: ['13700137000'] })
    await post(simulator, numbersPath('a'), { numbers: ['13800138000'] })
    expect(simulator.campaigns.numbers('a')).toEqual(['13800138000', '02155550101', '13800138000'])
    expect(simulator.campaigns.imports('a').map(({ numbers }) => numbers.length)).toEqual([2, 1])
    expect(simulator.campaigns.numbers('b')).toEqual(['13700137000'])
  })

  it('“被叫号码”需要是合法的手机号或固定电话: one invalid number rejects the whole request', async () => {
    const simulator = await startSimulator()
    const answer = await post(simulator, numbersPath('demo-campaign'), {
      numbers: ['13800138000', '12', '13']
    })
    expect(answer).toMatchObject({
      status: 422,
      body: {
        status: 422,
        error: { code: 30105, message: '第2个被叫号码“12”不是合法的手机号或固定电话。', field: 'numbers' }
      }
    })
    expect(simulator.campaigns.numbers('demo-campaign')).toEqual([])
  })

  it.each([{}, { numbers: [] }, { numbers: '13800138000' }, { numbers: [13800138000] }])(
    'numbers: 被叫号码数组, so %j is refused',
    async (body) => {
      const simulator = await startSimulator()
      expect(await post(simulator, numbersPath('demo-campaign'), body)).toMatchObject({
        status: 422,
        body: { error: { field: 'numbers' } }
      })
    }
  )

  it('an unknown campaignId is 404', async () => {
    const simulator = await startSimulator()
    expect(await post(simulator, numbersPath('other'), { numbers: ['13800138000'] })).toMatchObject({
      status: 404,
      body: { status: 404 }
    })
  })

  it('one request can import 10,000 numbers', async () => {
    const simulator = await startSimulator()
    const numbers = Array.from({ length: 10_000 }, (_, index) => String(13_000_000_000 + index))
    expect(await post(simulator, numbersPath('demo-campaign'), { numbers })).toMatchObject({ status: 200 })
    expect(simulator.campaigns.numbers('demo-campaign')).toEqual(numbers)
  })
})
