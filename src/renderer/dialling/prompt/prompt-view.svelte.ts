import type { Bridge } from '../../../shared/app/contract'
import { isShownInWindows } from '../../../shared/dialling/dialling'
import type { Prompt } from '../../../shared/dialling/schema'
import { createAnswerGuard } from '../../platform/answer-guard'
import { commands } from '../../platform/bridge'
import { createPromptAnswers } from './prompt-answers.svelte.ts'
import { app } from '../../platform/state.svelte.ts'
import { monotonicMs } from '../../platform/time'

const none: Prompt = { kind: 'none' }

/**
 * The prompt of the prompt window, and its answers. Choosing and confirming are ignored until the prompt has been
 * visible for a moment (see `createAnswerGuard`); cancelling works at once.
 */
function createPromptView(bridge: Pick<Bridge, 'commands'>, currentPrompt: () => Prompt) {
  const answers = createPromptAnswers(bridge)
  const guard = createAnswerGuard(monotonicMs)

  // The other prompts are shown in a full window.
  const prompt = $derived.by(() => {
    const current = currentPrompt()
    return current.kind === 'none' || isShownInWindows(current.source) ? none : current
  })

  return {
    get prompt() {
      return prompt
    },
    /** Must be called whenever the prompt becomes visible or takes the focus. */
    arm: (): void => guard.arm(),
    /** True when a key or click may answer now. */
    mayAnswer: (): boolean => guard.mayAnswer(),

    choose(index: number): void {
      if (prompt.kind === 'choosing' && guard.mayAnswer()) void answers.choose(prompt, index)
    },
    confirm(): void {
      if (prompt.kind !== 'none' && guard.mayAnswer()) void answers.confirm(prompt)
    },
    /** Works at once, because it starts no call; a pause starts again. */
    setCaller(number: string | null): void {
      if (prompt.kind !== 'none') void answers.setCaller(prompt, number)
    },
    cancel(): void {
      if (prompt.kind !== 'none') void answers.cancel(prompt)
    }
  }
}

/** The view model of the prompt window. */
export const promptView = createPromptView({ commands }, () => app.prompt)
