import { expect } from '@playwright/test'

/**
 * Presses until `isDone`, at most every second. For controls that ignore an early press, such as a button
 * that has just appeared: an effect that follows a press late must not lead to a wait for a button that is gone.
 */
export async function pressUntil(
  press: () => unknown,
  isDone: () => boolean | Promise<boolean>,
  timeoutMs = 30_000
): Promise<void> {
  await expect(async () => {
    if (await isDone()) return
    await press()
    await expect.poll(isDone, { timeout: 1_000 }).toBe(true)
  }).toPass({ timeout: timeoutMs, intervals: [100] })
}
