import type { Bridge } from '../../../shared/app/contract'
import type { Prompt } from '../../../shared/dialling/schema'
import { succeeded, type Result } from '../../../shared/platform/result'

type ShownPrompt = Exclude<Prompt, { kind: 'none' }>

/**
 * Sends the answers to prompts. Each prompt is answered once, however often the user presses; an answer that failed
 * can be sent again.
 */
export function createPromptAnswers(bridge: Pick<Bridge, 'commands'>) {
  let answered = $state.raw<number | null>(null)

  async function once(id: number, give: () => Promise<Result<undefined>>): Promise<Result<undefined>> {
    if (answered === id) return succeeded(undefined)
    answered = id
    const reply = await give()
    if (!reply.ok && answered === id) answered = null
    return reply
  }

  return {
    /** The id of the last answered prompt, which may still be in the state. */
    get answered() {
      return answered
    },
    choose: ({ id }: ShownPrompt, index: number) =>
      once(id, () => bridge.commands['prompt:choose']({ id, index })),
    confirm: ({ id }: ShownPrompt) => once(id, () => bridge.commands['prompt:confirm']({ id })),
    /** Changes the caller number; the prompt stays. */
    setCaller: ({ id }: ShownPrompt, number: string | null) =>
      bridge.commands['prompt:set-caller']({ id, caller: { number } }),
    cancel: ({ id }: ShownPrompt) => once(id, () => bridge.commands['prompt:cancel'](undefined))
  }
}
