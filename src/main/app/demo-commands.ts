import type { Handlers } from '../../shared/app/contract'
import { failed, succeeded } from '../../shared/platform/result'
import type { DemoLine } from './demo-line'

/** The demo line's own controls. `demo` returns null while the demo line isn't running. */
export function createDemoCommands(
  demo: () => Pick<DemoLine, 'callFromElsewhere' | 'hangUp'> | null
): Pick<Handlers, Extract<keyof Handlers, `demo:${string}`>> {
  return {
    'demo:call-from-elsewhere': () => {
      const line = demo()
      if (line === null) return failed({ code: 'signed-out' })
      return line.callFromElsewhere() ? succeeded(undefined) : failed({ code: 'phone-busy' })
    },
    'demo:hang-up': () => {
      const line = demo()
      if (line === null) return failed({ code: 'signed-out' })
      line.hangUp()
      return succeeded(undefined)
    }
  }
}
