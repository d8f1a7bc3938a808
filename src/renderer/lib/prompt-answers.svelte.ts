import type { Bridge } from '../../shared/contract'
import type { Prompt } from '../../shared/dialling'
import { succeeded, type Result } from '../../shared/result'

/**
 * The answers to prompts. Each prompt is answered once, whatever is pressed; an answer that failed may be
 * given again.
 */
export function createPromptAnswers(bridge: Pick<Bridge, 'commands'>) {
  let answered = $state.raw<Prompt | null>(null)

  async function once(prompt: Prompt, give: () => Promise<Result<undefined>>): Promise<Result<undefined>> {
    if (answered === prompt) return succeeded(undefined)
    answered = prompt
    const reply = await give()
    if (!reply.ok && answered === prompt) answered = null
    return reply
  }

  return {
    /** The last prompt that was answered: what still stands of it in the state is over. */
    get answered() {
      return answered
    },
    choose: (prompt: Prompt, index: number) =>
      once(prompt, () => bridge.commands['prompt:choose']({ index })),
    confirm: (prompt: Prompt) => once(prompt, () => bridge.commands['prompt:confirm'](undefined)),
    cancel: (prompt: Prompt) => once(prompt, () => bridge.commands['prompt:cancel'](undefined))
  }
}
