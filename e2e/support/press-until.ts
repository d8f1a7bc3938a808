import { expect } from '@playwright/test'

/**
 * Presses until `isDone`, at most once a second. For controls that ignore an early press, such as a button that has
 * just appeared. Doesn't wait for the button to be available, because a late effect of a press may have removed it.
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
