import asar from '@electron/asar'
import fuses from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { startDesktop, type Desktop } from '../scripts/desktop-session.mjs'
import type { UnpackedProgram } from '../scripts/package/packages.mjs'
import { writeWorkbookOfTest } from '../src/main/imports/parsing/testing/workbook'
import type { Simulator } from '../src/simulator/simulator'
import { openCampaigns, readyNumbers } from './support/campaigns'
import { newUserData, startDeskline } from './support/deskline'
import { dropFiles, mobileNumber } from './support/number-list'
import { packagedProgram, startPackaged, type PackagedRun } from './support/packaged'
import { signIn, startService, testAgentId } from './support/sign-in'
import { inMain } from './support/main-process'

// The packaged program. The tests don't drive it from inside, because its fuses rule that out.

const { FuseV1Options, getCurrentFuseWire } = fuses
let program: UnpackedProgram
let folder: string
const runs: PackagedRun[] = []

test.beforeAll(async () => {
  program = await packagedProgram()
})
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-packaged-'))
})
test.afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill()
    await run.ended
  }
  rmSync(folder, { recursive: true, force: true })
})

const start = (
  args: string[] = [],
  env: Record<string, string> = {},
  userData = newUserData()
): PackagedRun => {
  const run = startPackaged(program.executable, userData, args, env)
  runs.push(run)
  return run
}

/** The visible windows. */
const windows = (env: NodeJS.ProcessEnv = process.env, name = '^Deskline$'): string[] => {
  const found = spawnSync('xdotool', ['search', '--onlyvisible', '--name', name], { env, encoding: 'utf8' })
  return found.stdout.split('\n').filter((id) => id !== '')
}

/** Writes a script that leaves a trace file when it runs. */
const writeTracer = (file: string): string => {
  const trace = join(folder, 'trace')
  writeFileSync(file, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, 'ran')\n`)
  return trace
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
  })

test('every fuse is set: no run-as-Node, no NODE_OPTIONS, no inspector, and only its own archive is loaded', async () => {
  const wire = await getCurrentFuseWire(program.executable)
  const isOn = (fuse: number): boolean => Reflect.get(wire, fuse) === '1'.charCodeAt(0)
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    nodeInspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    ownSnapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)
  }).toEqual({
    runAsNode: false,
    cookieEncryption: false,
    nodeOptions: false,
    nodeInspect: false,
    asarIntegrity: true,
    onlyAsar: true,
    ownSnapshot: false,
    filePrivileges: false
  })
})

test('the archive contains only the built program and its dependencies: no sources, tests, maps or tools', () => {
  const files = asar.listPackage(join(program.resources, 'app.asar'), { isPack: false })
  expect(files.length).toBeGreaterThan(30)
  const places = new Set(files.map((file) => file.split(/[\\/]/).slice(1, 3).join('/')))
  const expected =
    /^(package\.json|resources(\/icon\.png|\/tray|\/licences)?|out(\/main|\/preload|\/renderer)?|node_modules(\/.+)?)$/
  expect([...places].filter((place) => !expected.test(place))).toEqual([])
  // Data and code of others is shipped with its licence.
  expect(places).toContain('resources/licences')
  expect(
    files.filter((file) => /\.(map|tsx?|svelte|test\.[cm]?js)$|\.e2e\.|[\\/]\.[^\\/]*$/.test(file))
  ).toEqual([])
  const modules = [...places].filter((place) => place.startsWith('node_modules/'))
  expect(modules).toContain('node_modules/keytar')
  expect(modules.filter((place) => /zod|undici|faye|electron-builder|vite|playwright/.test(place))).toEqual(
    []
  )
  // Texts that the packages' users may ask for, and a budget: a package that grows shows in a review.
  const [licences, bom] = ['licences.txt', 'sbom.cdx.json'].map((name) =>
    readFileSync(join(program.resources, name), 'utf8')
  )
  for (const name of ['faye', 'svelte', '@duckdb/node-api', 'pinyin-pro', 'libphonenumber']) {
    expect(licences, name).toContain(name)
    expect(bom, name).toContain(name)
  }
  expect(existsSync(join(program.folder, 'LICENSES.chromium.html'))).toBe(true)
  expect(statSync(join(program.resources, 'app.asar')).size).toBeLessThan(7_500_000)
  // Next to the archive: native libraries only, and none of Electron's default apps.
  const beside = readdirSync(program.resources, { recursive: true, encoding: 'utf8' })
  expect(beside.filter((file) => /^(app|default_app\.asar)$/.test(file))).toEqual([])
  expect(beside.filter((file) => /\.[cm]?js$/.test(file))).toEqual([])
  expect(beside.some((file) => basename(file) === 'keytar.node')).toBe(true)
})

test('the archive contains nothing of the dev server: neither its address, its policy nor its styles', () => {
  const archive = join(program.resources, 'app.asar')
  const files = asar
    .listPackage(archive, { isPack: false })
    .filter((file) => /[\\/]out[\\/].+\.c?js$/.test(file))
  const main = files.filter((file) => /[\\/]main[\\/]/.test(file))
  expect(main.length).toBeGreaterThan(5)
  const holding = (list: string[], text: string): string[] =>
    list.filter((file) => asar.extractFile(archive, file.replace(/^[\\/]/, '')).includes(text))
  // Proves that the search works.
  expect(holding(main, "connect-src 'none'")).toHaveLength(1)
  for (const text of [
    'ELECTRON_RENDERER_URL',
    'connect-src ws:',
    'ws://127.0.0.1',
    'deskline-dev',
    '@vite/client'
  ]) {
    expect(holding(files, text), text).toEqual([])
  }
})

test('--version and --help print without opening a window', async () => {
  const version = start(['--version'])
  expect(await version.ended).toBe(0)
  expect(version.output()).toContain('Deskline 0.1.0')
  const help = start(['--help'])
  expect(await help.ended).toBe(0)
  expect(help.output()).toContain('deskline dial <number>')
})

test('ELECTRON_RUN_AS_NODE and NODE_OPTIONS run no code', async () => {
  const script = join(folder, 'evil.cjs')
  const trace = writeTracer(script)
  const asNode = startPackaged(program.executable, newUserData(), [script, '--version'], {
    ELECTRON_RUN_AS_NODE: '1'
  })
  runs.push(asNode)
  await asNode.ended
  expect(existsSync(trace)).toBe(false)
  const withOptions = start(['--version'], { NODE_OPTIONS: `--require ${script}` })
  expect(await withOptions.ended).toBe(0)
  expect(withOptions.output()).toContain('Deskline 0.1.0')
  expect(existsSync(trace)).toBe(false)
})

test('an app folder is not loaded, neither beside the archive nor in its place', async () => {
  // A copy of hard links beside the original, since links don't reach another file system, as /tmp may be.
  const copy = `${program.folder}-copy`
  rmSync(copy, { recursive: true, force: true })
  execFileSync('cp', ['-al', program.folder, copy])
  const app = join(copy, 'resources', 'app')
  mkdirSync(app)
  writeFileSync(join(app, 'package.json'), '{"name":"evil","main":"main.cjs"}')
  const trace = writeTracer(join(app, 'main.cjs'))
  const executable = join(copy, basename(program.executable))
  const beside = startPackaged(executable, newUserData(), ['--version'])
  runs.push(beside)
  expect(await beside.ended).toBe(0)
  expect(beside.output()).toContain('Deskline 0.1.0')

  rmSync(join(copy, 'resources', 'app.asar'))
  const inPlace = startPackaged(executable, newUserData(), ['--version'])
  runs.push(inPlace)
  expect(await inPlace.ended).not.toBe(0)
  expect(existsSync(trace)).toBe(false)
  rmSync(copy, { recursive: true })
})

test('--inspect opens no port, and remote debugging of its windows is refused', async () => {
  const port = await freePort()
  const inspected = start([`--inspect=${port}`])
  await expect.poll(() => windows()).toHaveLength(1)
  expect(await isOpen(port)).toBe(false)
  expect(inspected.output()).not.toMatch(/Debugger listening/)
  inspected.process.kill()
  await inspected.ended

  for (const argument of [`--remote-debugging-port=${port}`, '--remote-debugging-pipe']) {
    const debugged = start([argument])
    expect(await debugged.ended).toBe(2)
    expect(debugged.output()).toContain('doesn’t start with a debugger')
    expect(debugged.output()).not.toMatch(/DevTools listening/)
  }
  expect(await isOpen(port)).toBe(false)
})

test('the process and the worker thread inside the archive read both text lists and workbooks', async () => {
  const service: Simulator = await startService()
  // The packaged program can't be driven, so run its archive in an Electron that can.
  const deskline = await startDeskline({ program: join(program.resources, 'app.asar') })
  try {
    expect(await inMain(deskline.app, ({ app }) => app.getAppPath())).toMatch(/app\.asar$/)
    await signIn(deskline.page, service)
    const [text, workbook] = [join(folder, 'a.csv'), join(folder, 'b.xlsx')]
    writeFileSync(text, ['手机', ...Array.from({ length: 40 }, (_, n) => mobileNumber(n))].join('\n'))
    const cells = Array.from(
      { length: 20 },
      (_, n) => `<row r="${n + 1}"><c><v>${mobileNumber(100 + n)}</v></c></row>`
    )
    await writeWorkbookOfTest(workbook, { sheets: [{ name: 'A', data: cells.join('') }] })
    const page = await openCampaigns(deskline)
    await expect(page.getByText('Drop your number lists here')).toBeVisible()
    await dropFiles(page, [text, workbook])
    await expect.poll(() => readyNumbers(page)).toBe(60)
  } finally {
    await deskline.quit()
    await service.close()
  }
})

test('it opens its window, reads the token from the key store, subscribes to its phone, and exits on SIGTERM', async () => {
  const service: Simulator = await startService()
  try {
    const deskline = await startDeskline()
    await signIn(deskline.page, service)
    await deskline.quit()
    await expect.poll(() => service.live.subscribers(testAgentId)).toBe(0)
    const run = start([], {}, deskline.userData)
    await expect.poll(() => windows()).toHaveLength(1)
    await expect.poll(() => service.live.subscribers(testAgentId)).toBe(1)
    expect(readFileSync(join(deskline.userData, 'logs', 'deskline.log'), 'utf8')).not.toContain(
      'sign-in not taken up'
    )
    // Sent at the end of a desktop session.
    run.process.kill('SIGTERM')
    expect(await run.ended).toBe(0)
  } finally {
    await service.close()
  }
})

/** Possible key rings of a desktop; each desktop has its own home, and so its own key rings. */
const keyRings: { name: string; hasKeyStore: boolean; prepare: (desktop: Desktop) => ChildProcess | null }[] =
  [
    { name: 'no key ring service', hasKeyStore: false, prepare: () => null },
    {
      name: 'a key ring service without a default key ring',
      hasKeyStore: false,
      prepare: ({ env }) =>
        spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets'], { env, stdio: 'ignore' })
    },
    {
      name: 'a locked key ring',
      hasKeyStore: true,
      prepare({ env }) {
        // prettier-ignore
        execFileSync('gdbus', ['call', '--session', '--dest', 'org.freedesktop.secrets',
        '--object-path', '/org/freedesktop/secrets', '--method', 'org.freedesktop.Secret.Service.Lock',
        "[objectpath '/org/freedesktop/secrets/collection/login']"], { env })
        return null
      }
    }
  ]

for (const { name, hasKeyStore, prepare } of keyRings) {
  test(`with ${name} the window opens, and a second instance exits immediately`, async () => {
    const desktop = await startDesktop({ hasKeyStore })
    const keyRing = prepare(desktop)
    try {
      const userData = newUserData()
      const first = start([], desktop.env, userData)
      await expect.poll(() => windows(desktop.env)).toHaveLength(1)
      const second = start(['tel:13800138000'], desktop.env, userData)
      expect(await second.ended).toBe(0)
      first.process.kill('SIGTERM')
      expect(await first.ended).toBe(0)
    } finally {
      keyRing?.kill()
      await desktop.stop()
    }
  })
}
