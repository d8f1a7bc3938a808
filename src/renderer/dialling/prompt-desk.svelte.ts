import type { Bridge } from '../../shared/app/contract'
import type { Prompt } from '../../shared/dialling/dialling'
import { createAnswerGuard } from '../platform/answer-guard'
import { commands } from '../platform/bridge'
import { createPromptAnswers } from './prompt-answers.svelte.ts'
import { app } from '../platform/state.svelte.ts'
import { monotonicMs } from '../platform/time'

const none: Prompt = { kind: 'none' }

/**
 * What stands in the prompt window, and its answers. Taking a number or saying yes waits until the
 * prompt has been there for a moment (see `createAnswerGuard`); saying no never waits.
 */
export function createPromptDesk(bridge: Pick<Bridge, 'commands'>, seen: () => Prompt) {
  const answers = createPromptAnswers(bridge)
  const guard = createAnswerGuard(monotonicMs)

  // The main window asks its own questions.
  const prompt = $derived.by(() => {
    const current = seen()
    return current.kind === 'none' || current.source === 'window' ? none : current
  })

  return {
    get prompt() {
      return prompt
    },
    /** Called whenever the prompt comes before the person's eyes or takes the keyboard. */
    arm: (): void => guard.arm(),
    /** Whether a key or click of this moment may answer. */
    mayAnswer: (): boolean => guard.mayAnswer(),

    choose(index: number): void {
      if (prompt.kind === 'choosing' && guard.mayAnswer()) void answers.choose(prompt, index)
    },
    confirm(): void {
      if (prompt.kind !== 'none' && guard.mayAnswer()) void answers.confirm(prompt)
    },
    cancel(): void {
      if (prompt.kind !== 'none') void answers.cancel(prompt)
    }
  }
}

/** The prompt window's desk. */
export const promptDesk = createPromptDesk({ commands }, () => app.prompt)
