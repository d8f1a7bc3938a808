/** How long a question must have been visible before a key can answer it, ms. */
export const quietMs = 300

/**
 * Keeps input that was meant for something else from answering a question: typing while a window takes the focus,
 * the second half of a double press. After `arm`, presses are ignored for `quietMs`; each ignored press restarts
 * that time, so that continuous typing never answers.
 */
export function createAnswerGuard(clockMs: () => number) {
  let openAtMs = 0
  return {
    arm(): void {
      openAtMs = clockMs() + quietMs
    },
    /** True when a press may answer now. */
    mayAnswer(): boolean {
      if (clockMs() >= openAtMs) return true
      this.arm()
      return false
    }
  }
}
