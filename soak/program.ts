import { startDeskline, type Deskline } from '../e2e/support/deskline'
import { signIn, startService, testAgentId, testToken } from '../e2e/support/sign-in'
import type { Call, LineStatus } from '../src/shared/calls/schema'
import type { Simulator } from '../src/simulator/simulator'
import { openTcpProxy, type TcpProxy } from '../src/main/service/testing/servers/tcp-proxy'

/** The agent id and the token of the soak. */
export { testAgentId, testToken }

/** The program in a real Electron, the service, and the network between them. */
export interface Soaked {
  deskline: Deskline
  simulator: Simulator
  line: TcpProxy
  rest: TcpProxy
  calls(): Promise<Call[]>
  lineStatus(): Promise<LineStatus>
  /** Emits an event of the computer's power monitor. */
  power(event: 'suspend' | 'resume' | 'unlock-screen'): Promise<void>
  /** Presses "try again" as the user would. */
  retry(): Promise<void>
  /** Types a number and confirms the question, if there is one. */
  dial(number: string): Promise<void>
  close(): Promise<void>
}

const throughPort = (address: string, port: number): string => {
  const url = new URL(address)
  url.port = String(port)
  return url.href
}

/** Starts the program, signs in through the network, and waits until the line is live. */
export async function startSoaked(): Promise<Soaked> {
  // A call of half a minute takes six seconds.
  const simulator = await startService({ pace: 0.2, isBusyRefused: false })
  const line = await openTcpProxy(Number(new URL(simulator.fayeUrl).port))
  const rest = await openTcpProxy(Number(new URL(simulator.apiPrefix).port))
  const deskline = await startDeskline({ args: ['--js-flags=--expose-gc'] })
  const { app, page } = deskline
  await signIn(page, {
    ...simulator,
    apiPrefix: throughPort(simulator.apiPrefix, rest.port),
    fayeUrl: throughPort(simulator.fayeUrl, line.port)
  })
  return {
    deskline,
    simulator,
    line,
    rest,
    calls: () =>
      page.evaluate(async () => {
        const state = await window.deskline.commands['app:state'](undefined)
        return state.ok ? state.value.calls.value : []
      }),
    lineStatus: () =>
      page.evaluate(async () => {
        const state = await window.deskline.commands['app:state'](undefined)
        return state.ok ? state.value.line.value : { kind: 'off' as const }
      }),
    power: (event) => app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event),
    retry: () =>
      page.evaluate(async () => {
        await window.deskline.commands['line:reconnect'](undefined)
      }),
    dial: (number) =>
      page.evaluate(async (text) => {
        const { commands } = window.deskline
        const dialled = await commands['calls:dial']({ number: text })
        if (!dialled.ok || dialled.value.kind !== 'asked') return
        // Like a user reading the question that appears while a call is under way.
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        const state = await commands['app:state'](undefined)
        const asked = state.ok ? state.value.prompt.value : null
        if (asked !== null && asked.kind !== 'none') await commands['prompt:confirm']({ id: asked.id })
      }, number),
    async close() {
      await deskline.quit()
      await Promise.all([line.close(), rest.close()])
      await simulator.close()
    }
  }
}
