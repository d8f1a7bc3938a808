import { expect, test } from 'vitest'
import { clientOf, documentError, json, serveRest } from '../testing/servers/rest-server'

// Replies that are returned unparsed.

const manyRows = {
  calls: Array.from({ length: 2_000 }, (_, index) => ({ id: `call-${index}`, cost: '0.15' }))
}
const ask = async (answer: Parameters<typeof serveRest>[0]) => {
  const server = await serveRest(answer)
  return clientOf(server.port, { reads: { attempts: 1 } }).readPeriodReply(0, 60_000)
}

test.each([
  ['a large reply', manyRows],
  ['a small one', { calls: [] }]
])('%s is returned as the bytes that were sent', async (_, rows) => {
  const reply = await ask(json(200, rows))
  if (!reply.ok) throw new Error(reply.error.code)
  expect(JSON.parse(new TextDecoder().decode(reply.value.body))).toEqual(rows)
})

test('the service’s error is returned, whatever its HTTP status', async () => {
  const error = { code: 'service-refused', status: 422, field: 'callerNumber' }
  expect(await ask(json(422, documentError))).toMatchObject({ ok: false, error })
  expect(await ask(json(200, documentError))).toMatchObject({ ok: false, error })
})

test('a large page of a proxy is reported as an invalid reply', async () => {
  const page = `<html>${'x'.repeat(100_000)}</html>`
  expect(
    await ask((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(page)
    })
  ).toMatchObject({ ok: false, error: { code: 'reply-invalid' } })
})
