import type { Page } from '@playwright/test'

/** The script is gone, or the session ended. */
const noSource = (): void => undefined

interface Paused {
  callFrames: { callFrameId: string }[]
}

/**
 * Sends a command from the preload's world, bypassing the page's bridge: `ipcRenderer.invoke` with any channel and
 * argument. This is the most that a script in a window can achieve.
 */
export async function sendFromPreload(page: Page, channel: string, input: unknown): Promise<unknown> {
  const session = await page.context().newCDPSession(page)
  const isPreload = new Promise<string>((resolve) => {
    session.on('Debugger.scriptParsed', ({ scriptId }) => {
      void session.send('Debugger.getScriptSource', { scriptId }).then(({ scriptSource }) => {
        // Electron's own scripts contain one of the names, the page's scripts the other; only the preload has both.
        const isOurs = ['getPathForFile', 'dropFiles'].every((name) => scriptSource.includes(name))
        if (isOurs) resolve(scriptId)
      }, noSource)
    })
  })
  await session.send('Debugger.enable')
  const scriptId = await isPreload
  const { scriptSource } = await session.send('Debugger.getScriptSource', { scriptId })
  const lines = scriptSource.split('\n')
  const line = lines.findIndex((text) => text.includes('Array.isArray(given)'))
  await session.send('Debugger.setBreakpoint', { location: { scriptId, lineNumber: line } })
  const paused = new Promise<Paused>((resolve) => session.on('Debugger.paused', resolve))
  void page.evaluate(() => window.deskline.dropFiles([], 'draft')).catch(() => undefined)
  const { callFrames } = await paused
  const { result } = await session.send('Debugger.evaluateOnCallFrame', {
    callFrameId: callFrames[0]?.callFrameId ?? '',
    expression: `electron.ipcRenderer.invoke(${JSON.stringify(channel)}, ${JSON.stringify(input)})`
  })
  await session.send('Debugger.resume')
  const { result: answer } = await session.send('Runtime.callFunctionOn', {
    objectId: result.objectId ?? '',
    functionDeclaration: 'function () { return this }',
    awaitPromise: true,
    returnByValue: true
  })
  await session.detach()
  return answer.value as unknown
}
