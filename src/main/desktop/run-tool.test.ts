import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runTool } from './run-tool'

const isLinux = process.platform === 'linux'

/** A process that has ended stays listed as a zombie until its parent waits for it. */
const isRunning = (pid: string): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

test('returns a tool’s trimmed output, and null when the tool fails or doesn’t exist', async () => {
  expect(await runTool(process.execPath, ['-e', 'console.log(" a b ")'], 10_000)).toBe('a b')
  expect(await runTool(process.execPath, ['-e', 'console.log("a"); process.exit(1)'], 10_000)).toBeNull()
  expect(await runTool('no-such-program-of-deskline', [], 10_000)).toBeNull()
})

test('endless output is truncated', async () => {
  const output = await runTool(process.execPath, ['-e', 'process.stdout.write("x".repeat(1e6))'], 10_000)
  expect(output).toHaveLength(64 * 1024)
})

test.runIf(isLinux)('a tool that hangs in its children is killed together with them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const pidFile = join(folder, 'pid')
  // Like xdg-mime: a shell that waits for another program, which ignores the end of its parent.
  const script = `trap '' TERM; sh -c 'trap "" TERM HUP; echo $$ > ${pidFile}; sleep 60 & wait'`
  await expect(runTool('sh', ['-c', script], 1_000)).rejects.toThrow("sh doesn't answer")
  const pid = readFileSync(pidFile, 'utf8').trim()
  await expect.poll(() => isRunning(pid)).toBe(false)
})
