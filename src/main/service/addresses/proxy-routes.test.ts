import { expect, test } from 'vitest'
import { createProxyRoutes } from './proxy-routes'

test('the system proxy is resolved once per origin, and again after its settings may have changed', async () => {
  const asked: string[] = []
  let port = 1
  const routes = createProxyRoutes({
    limitMs: 1_000,
    resolveProxy: (url) => {
      asked.push(url)
      return Promise.resolve(`PROXY p:${port}`)
    }
  })
  expect(await routes.to('http://service.example:9037/api/v31')).toEqual({ kind: 'http', host: 'p', port: 1 })
  await routes.to('http://service.example:9037/other')
  await routes.to('http://service.example:9003/faye')
  expect(asked).toEqual(['http://service.example:9037/', 'http://service.example:9003/'])
  port = 2
  routes.forget()
  expect(await routes.to('http://service.example:9037/api/v31')).toMatchObject({ port: 2 })
})

test('loopback addresses bypass the proxy without resolving it, unless configured otherwise', async () => {
  const resolveProxy = (): Promise<string> => Promise.resolve('PROXY p:1')
  const routes = createProxyRoutes({ limitMs: 1_000, resolveProxy })
  expect(await routes.to('http://127.0.0.1:9037')).toEqual({ kind: 'direct' })
  expect(await routes.to('http://localhost:9037')).toEqual({ kind: 'direct' })
  const strict = createProxyRoutes({ limitMs: 1_000, resolveProxy, isDirect: () => false })
  expect(await strict.to('http://127.0.0.1:9037')).toMatchObject({ kind: 'http' })
})

test.each<[string, () => Promise<string>]>([
  ['says nothing', () => new Promise(() => undefined)],
  ['fails', () => Promise.reject(new Error('no'))],
  [
    'throws',
    () => {
      throw new Error('no')
    }
  ]
])('a system proxy resolver that %s means direct', async (_name, resolveProxy) => {
  const routes = createProxyRoutes({ limitMs: 20, resolveProxy })
  expect(await routes.to('http://service.example')).toEqual({ kind: 'direct' })
})
