import { expect, it } from 'vitest'
import { createLatestRequest } from './latest-request'

function underTest() {
  const sent: { input: string; reply: (value: string) => Promise<void> }[] = []
  const replies: string[] = []
  const request = createLatestRequest<string, string>(
    (input) =>
      new Promise((resolve) => {
        const reply = async (value: string) => {
          resolve(value)
          await Promise.resolve().then(() => undefined)
        }
        sent.push({ input, reply })
      }),
    (value, input) => replies.push(`${input}: ${value}`)
  )
  return { request, sent, replies, inputs: () => sent.map(({ input }) => input) }
}

it('a reply is passed on with its input', async () => {
  const { request, sent, replies } = underTest()
  request.ask('z')
  await sent[0]?.reply('Zhang')
  expect(replies).toEqual(['z: Zhang'])
})

it('while a request is under way, only the newest text waits, and the old reply is dropped', async () => {
  const { request, sent, replies, inputs } = underTest()
  for (const text of ['z', 'zh', 'zha', 'zhan']) request.ask(text)
  expect(inputs()).toEqual(['z'])
  await sent[0]?.reply('old')
  expect([inputs(), replies]).toEqual([['z', 'zhan'], []])
  await sent[1]?.reply('new')
  expect(replies).toEqual(['zhan: new'])
})

it('after cancelling, neither the reply under way nor the waiting text arrives', async () => {
  const { request, sent, replies, inputs } = underTest()
  request.ask('z')
  request.ask('zh')
  request.cancel()
  await sent[0]?.reply('late')
  expect([inputs(), replies]).toEqual([['z'], []])
  request.ask('w')
  await sent[1]?.reply('Wang')
  expect(replies).toEqual(['w: Wang'])
})
