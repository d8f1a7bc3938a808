import type { Bridge } from '../../shared/app/contract'
import type { Prompt } from '../../shared/dialling/dialling'
import { succeeded, type Result } from '../../shared/platform/result'

type ShownPrompt = Exclude<Prompt, { kind: 'none' }>

/**
 * The answers to prompts. Each prompt is answered once, whatever is pressed; an answer that failed may be
 * given again.
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
    /** The id of the last prompt that was answered: what still stands of it in the state is over. */
    get answered() {
      return answered
    },
    choose: ({ id }: ShownPrompt, index: number) =>
      once(id, () => bridge.commands['prompt:choose']({ id, index })),
    confirm: ({ id }: ShownPrompt) => once(id, () => bridge.commands['prompt:confirm']({ id })),
    cancel: ({ id }: ShownPrompt) => once(id, () => bridge.commands['prompt:cancel'](undefined))
  }
}
