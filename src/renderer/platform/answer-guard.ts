/** How long a question has been there before a key can answer it, ms. */
export const quietMs = 300

/**
 * Keeps a question from being answered by what was meant for another place: a person who types while a
 * window takes the focus, the second half of a double press. After `arm` nothing answers for
 * `quietMs`, and each press in that time begins it anew, so that typing never gets through.
 */
export function createAnswerGuard(clockMs: () => number) {
  let openAtMs = 0
  return {
    arm(): void {
      openAtMs = clockMs() + quietMs
    },
    /** Whether a press at this moment may answer. */
    mayAnswer(): boolean {
      if (clockMs() >= openAtMs) return true
      this.arm()
      return false
    }
  }
}
