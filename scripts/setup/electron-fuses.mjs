/**
 * Sets the two fuses in which the stand-in differs from what testing needs: enables Node's inspector arguments
 * (Playwright attaches through them), and disables the browser process's own V8 snapshot (Cypress's isn't copied).
 * Changes exactly two bytes of the file.
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
