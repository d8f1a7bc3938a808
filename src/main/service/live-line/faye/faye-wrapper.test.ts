import faye from 'faye'
import { expect, test } from 'vitest'
import { wrapFayeClient } from './faye-wrapper'
import { directRoute } from '../../addresses/proxy'

const ignore = {
  onGarbage: () => undefined,
  onBroken: () => undefined,
  onForeign: () => undefined,
  onUnreachable: () => undefined
}

const endpoint = { fayeUrl: 'http://127.0.0.1:9/faye', route: directRoute, tunnelMs: 1_000 }

test('the installed faye is the version whose fields the wrapper uses', () => {
  expect(faye.VERSION).toBe('1.4.3')
  const client = new faye.Client('http://127.0.0.1:9/faye')
  const hold = wrapFayeClient(client, ignore, endpoint)
  hold.destroy()
  hold.destroy()
})

test('a client without the expected fields is rejected', () => {
  const client = new faye.Client('http://127.0.0.1:9/faye')
  Reflect.deleteProperty(client, '_dispatcher')
  expect(() => wrapFayeClient(client, ignore, endpoint)).toThrow('not the version')
})
