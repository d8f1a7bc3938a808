import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { build } from 'vite'
import { parseCliOptions } from './cli-options'

const here = import.meta.dirname
const root = join(here, '../..')
let folder = ''
const children: ChildProcess[] = []

beforeAll(async () => {
  // Inside node_modules, so that dependencies outside the bundle (faye, zod) resolve.
  const cache = join(root, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  folder = await mkdtemp(join(cache, 'simulator-cli-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      rolldownOptions: { input: { cli: join(here, 'cli.ts'), simulator: join(here, 'simulator.ts') } }
    }
  })
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function run(...args: string[]): {
  child: ChildProcess
  output: () => string
  exitCode: Promise<number | null>
} {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let output = ''
  const keep = (chunk: Buffer): void => {
    output += chunk.toString('utf8')
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return { child, output: () => output, exitCode: new Promise((resolve) => child.once('close', resolve)) }
}

describe('the command line', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'shows how to sign in, logs requests without the token, and exits cleanly on %s',
    async (signal) => {
      const { child, output, exitCode } = run(
        'cli.js',
        '--port',
        '0',
        '--faye-port',
        '0',
        '--token',
        'hush-hush'
      )
      const address = await vi.waitFor(
        () => {
          const found = /API address +(\S+)/.exec(output())?.[1]
          if (found === undefined || !output().includes('Waiting')) throw new Error(`not ready: ${output()}`)
          return found
        },
        { timeout: 10_000 }
      )
      expect(output()).toMatch(/Faye address +http:\/\/127\.0\.0\.1:\d+\/faye/)
      expect(output()).toMatch(/13800138001 +callee-busy/)
      const welcomed = output().length
      await fetch(`${address}/tserver/tenants/demo/calls?access_token=hush-hush`, {
        method: 'POST',
        body: JSON.stringify({ calleeNumber: '13800138000', agentId: 699861013 })
      })
      await vi.waitFor(
        () =>
          expect(output()).toMatch(
            /\d\d:\d\d:\d\d POST \/api\/v31\/tserver\/tenants\/demo\/calls 200 .*13800138000/
          ),
        { timeout: 10_000 }
      )
      expect(output().slice(welcomed)).not.toContain('hush-hush')
      child.kill(signal)
      expect(await exitCode).toBe(0)
    }
  )

  it('--help lists the demo numbers and the control surface; a usage error exits with 2', async () => {
    const help = run('cli.js', '--help')
    expect(await help.exitCode).toBe(0)
    expect(help.output()).toContain('/control/faults')
    expect(help.output()).toContain('13800138003  not-reached')
    const mistake = run('cli.js', '--pace', 'fast')
    expect(await mistake.exitCode).toBe(2)
    expect(mistake.output()).toContain('--pace must be a number')
  })

  it('a process that closed its simulator exits by itself, even with calls in progress and a restart', async () => {
    const script = `
      const { createSimulator } = await import('./simulator.js')
      const simulator = await createSimulator()
      simulator.startElsewhere({ agentId: 699861013, calleeNumber: '13800138000' })
      await simulator.publish(699861013, {})
      await simulator.live.restart()
      await simulator.close()`
    const { output, exitCode } = run('--input-type=module', '--eval', script)
    expect(await exitCode).toBe(0)
    expect(output()).toBe('')
  })
})

describe('the options', () => {
  it('default to the service’s own ports, real time and an open control surface', () => {
    expect(parseCliOptions([])).toEqual({
      kind: 'run',
      generatedCalls: 0,
      options: { port: 9037, fayePort: 9003, pace: 1, isControlOpen: true }
    })
  })

  it('can all be set', () => {
    const args = '--port 1 --faye-port=2 --pace 0.5 --token t --tenant n --calls 10 --no-control'
    expect(parseCliOptions(args.split(' '))).toEqual({
      kind: 'run',
      generatedCalls: 10,
      options: { port: 1, fayePort: 2, pace: 0.5, isControlOpen: false, accessToken: 't', tenantId: 'n' }
    })
  })

  it.each([['--port', '70000'], ['--port', ''], ['--calls', '1.5'], ['--pace=-1'], ['--nonsense'], ['word']])(
    'are refused if they are invalid: %s',
    (...args) => {
      expect(parseCliOptions(args)).toMatchObject({ kind: 'mistake' })
    }
  )
})
