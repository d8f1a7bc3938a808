/**
 * Sets the two fuses in which the stand-in differs from what testing needs: Node's inspector arguments on
 * (Playwright attaches through them), the browser process's own V8 snapshot off (Cypress's isn't taken over).
 * Exactly two bytes of the file change.
 * @param {string} executable
 */
export async function setFusesForTesting(executable) {
  const { default: fuses } = await import('@electron/fuses')
  const { flipFuses, FuseVersion, FuseV1Options } = fuses
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false
  })
}
