// `npm run dev`: runs the program from source. Windows are updated on save; changes of the main process or the
// preload rebuild and restart it. Arguments are passed on to Electron.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { runOnDesktop } from './desktop-session.mjs'
import { runScript, say } from './setup/announce.mjs'
import { exitCodeOfSignal } from './setup/child-process.mjs'
import { hasDisplay } from './setup/display.mjs'
import { projectFolder } from './setup/paths.mjs'
import { electronEnv, prepareElectron } from './setup/prepare.mjs'
import { checkSandbox, sandboxArguments } from './setup/sandbox.mjs'

/** Separate folder for the dev build: `out` contains production builds only. */
const devFolder = join(projectFolder, 'out-dev')
/** The nonce that src/main/platform/security/dev-server.ts allows for style elements. */
const styleNonce = 'deskline-dev'
/** Debounces restarts, in ms: one save can trigger several builds (src/shared). */
const restartDelayMs = 100

/** Makes the dev folder an Electron app with the name and version of the program. */
function writeAppPackage() {
  const { name, productName, version, type } = JSON.parse(
    readFileSync(join(projectFolder, 'package.json'), 'utf8')
  )
  mkdirSync(devFolder, { recursive: true })
  const content = { name, productName, version, type, main: 'main/index.js' }
  writeFileSync(join(devFolder, 'package.json'), JSON.stringify(content))
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Builds and watches. Resolves after the first build; calls `onRebuilt` after each later one. */
function watch(vite, config, onRebuilt) {
  return new Promise((resolve, reject) => {
    let isBuilt = false
    const onEvent = (event) => {
      if ('result' in event) void event.result?.close()
      if (event.code === 'ERROR' && !isBuilt) reject(event.error)
      if (event.code !== 'END') return
      if (isBuilt) onRebuilt()
      isBuilt = true
      resolve()
    }
    const options = vite.mergeConfig(config, {
      clearScreen: false,
      logLevel: 'warn',
      build: { watch: {}, reportCompressedSize: false }
    })
    vite.build(options).then((watcher) => watcher.on('event', onEvent), reject)
  })
}

/** Starts the dev server on a free loopback port and returns its address. */
async function serveRenderer(vite, config) {
  const host = '127.0.0.1'
  const port = await freePort()
  const options = vite.mergeConfig(config, {
    clearScreen: false,
    html: { cspNonce: styleNonce },
    // The pages are at app://, so Vite's client needs the server's address.
    server: { host, port, strictPort: true, hmr: { protocol: 'ws', host, clientPort: port } }
  })
  const server = await vite.createServer(options)
  await server.listen()
  return `http://${host}:${port}`
}

/** Runs Electron. `restart` replaces it; `ended` resolves with its exit code once it ends otherwise. */
function superviseElectron(executable, args, env) {
  let child = null
  let timer = null
  let isRestarting = false
  let finish
  const ended = new Promise((resolve) => (finish = resolve))
  const start = () => {
    isRestarting = false
    child = spawn(executable, args, { cwd: projectFolder, env, stdio: 'inherit' })
    child.once('error', (error) => {
      console.error(`deskline: ${executable} can't be started: ${error.message}`)
      finish(127)
    })
    // Start the new one only now: earlier, the single-instance lock would end it.
    child.once('exit', (code, signal) => (isRestarting ? start() : finish(code ?? exitCodeOfSignal(signal))))
  }
  const restart = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (isRestarting) return
      say('restarting')
      isRestarting = true
      child.kill()
    }, restartDelayMs)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      isRestarting = false
      child.kill(signal)
    })
  }
  start()
  return { restart, ended }
}

async function develop(args) {
  const runtime = await prepareElectron({ hasVirtualDesktop: false })
  checkSandbox(runtime.folder)
  const { resolveConfig } = await import('electron-vite')
  const vite = await import('vite')
  const inline = { root: projectFolder, build: { outDir: 'out-dev' } }
  const { config } = await resolveConfig(inline, 'serve', 'development')
  writeAppPackage()
  let electron = null
  const onRebuilt = () => electron?.restart()
  const [address] = await Promise.all([
    serveRenderer(vite, config.renderer),
    watch(vite, config.main, onRebuilt),
    watch(vite, config.preload, onRebuilt)
  ])
  say(`the windows come from ${address}`)
  const env = { ...electronEnv(runtime), ELECTRON_RENDERER_URL: address }
  electron = superviseElectron(runtime.executable, [...sandboxArguments(), devFolder, ...args], env)
  // The watchers and the server would keep this process alive.
  process.exit(await electron.ended)
}

await runScript(() => {
  const args = process.argv.slice(2)
  if (hasDisplay()) return develop(args)
  say('there is no display here: the windows open on a virtual desktop')
  return runOnDesktop([process.execPath, import.meta.filename, ...args])
})
