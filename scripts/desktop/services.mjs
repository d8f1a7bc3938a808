import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const readyLimitMs = 30_000
const endLimitMs = 3_000
const pollMs = 20

/** @typedef {{ name: string, child: import('node:child_process').ChildProcess, ended: Promise<void> }} Service */

/**
 * Starts and ends services, each with its whole process group.
 * @param {() => NodeJS.ProcessEnv} env returns the environment, called at each start
 */
export function createServices(env) {
  /** @type {Service[]} */
  const running = []
  // If this process is killed, the kernel ends the services.
  const hasSetpriv = spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0

  return {
    /**
     * @param {string} name
     * @param {string[]} args
     * @param {{ stdio?: import('node:child_process').StdioOptions }} [options]
     */
    start(name, args, { stdio = ['ignore', 'ignore', 'ignore'] } = {}) {
      const [command, ...rest] = hasSetpriv
        ? ['setpriv', '--pdeathsig', 'SIGKILL', name, ...args]
        : [name, ...args]
      const child = spawn(command, rest, { env: env(), stdio, detached: true })
      const ended = new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.once('error', () => resolve())
      })
      const service = { name, child, ended }
      running.push(service)
      return service
    },
    /** Ends all services in reverse order of their start. */
    async stop() {
      for (const service of running.splice(0).reverse()) await endGroup(service.child, service.ended)
    }
  }
}

/** Ends a process group: SIGTERM, then SIGKILL if its leader is still running. */
export async function endGroup(child, ended) {
  const signal = (name) => {
    try {
      process.kill(-child.pid, name)
    } catch {
      // The group has no process left.
    }
  }
  if (child.pid === undefined) return
  signal('SIGTERM')
  let timer
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, endLimitMs)
  })
  await Promise.race([ended, limit])
  clearTimeout(timer)
  signal('SIGKILL')
}

/**
 * Resolves with the first line a service writes to one of its descriptors. Throws when it ends before or takes too
 * long.
 * @param {Service} service
 * @param {number} descriptor
 */
export function firstLine(service, descriptor) {
  return new Promise((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new Error(`${service.name} isn't ready in time`)), readyLimitMs)
    service.child.stdio[descriptor].setEncoding('utf8').on('data', (chunk) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end < 0) return
      clearTimeout(timer)
      resolve(text.slice(0, end))
    })
    void service.ended.then(() => {
      clearTimeout(timer)
      reject(new Error(`${service.name} ended before it was ready`))
    })
  })
}

/** Waits until a service owns a name on the session bus. Throws when it ends before or takes too long. */
export async function busNameOwned(service, busName, env) {
  const seconds = String(readyLimitMs / 1000)
  const waiter = spawn('gdbus', ['wait', '--session', '--timeout', seconds, busName], {
    env,
    stdio: 'ignore'
  })
  const code = await Promise.race([
    new Promise((resolve) => {
      waiter.once('exit', resolve)
      waiter.once('error', () => resolve(127))
    }),
    service.ended.then(() => 'ended')
  ])
  if (code === 0) return
  waiter.kill()
  throw new Error(
    code === 'ended' ? `${service.name} ended before it was ready` : `${busName} has no owner in time`
  )
}

/** Waits until a service has created a file. Throws when it ends before or takes too long. */
export async function fileMade(service, file) {
  const deadline = Date.now() + readyLimitMs
  let hasEnded = false
  void service.ended.then(() => {
    hasEnded = true
  })
  while (!existsSync(file)) {
    if (hasEnded) throw new Error(`${service.name} ended before it was ready`)
    if (Date.now() > deadline) throw new Error(`${service.name} isn't ready in time`)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

const xfconfService = '/usr/share/dbus-1/services/org.xfce.Xfconf.service'

/**
 * Configures a session bus that activates nothing by itself except the panel's settings daemon.
 * @param {string} folder
 * @returns {string} the configuration file
 */
export function writeBusConfig(folder) {
  const services = join(folder, 'bus-services')
  mkdirSync(services, { recursive: true })
  if (existsSync(xfconfService)) copyFileSync(xfconfService, join(services, 'org.xfce.Xfconf.service'))
  const file = join(folder, 'bus.conf')
  writeFileSync(
    file,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=${join(folder, 'run', 'bus')}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
  )
  return file
}
