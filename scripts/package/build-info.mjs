import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../setup/paths.mjs'

/** The project's package.json. */
export const manifest = () => JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))

function git(...args) {
  const result = spawnSync('git', ['-C', projectFolder, ...args], { encoding: 'utf8' })
  return result.status === 0 ? result.stdout.trim() : ''
}

/**
 * Returns the time that packages carry, in seconds: SOURCE_DATE_EPOCH, else the commit's, so that the same commit
 * gives the same bytes. Outside of a repository 1980, the earliest that every archive format can hold.
 */
export function sourceDateEpoch(env = process.env) {
  const given = env.SOURCE_DATE_EPOCH ?? git('log', '-1', '--format=%ct')
  return /^\d+$/.test(given) ? Number(given) : 315_532_800
}

/**
 * Returns what the packaged program says about its build.
 * @returns {{ commit: string | null, date: string }} `commit` ends in `+` when files were changed since
 */
export function buildInfo() {
  const commit = git('rev-parse', '--short=12', 'HEAD')
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== ''
  return {
    commit: commit === '' ? null : commit + (isChanged ? '+' : ''),
    date: new Date(sourceDateEpoch() * 1_000).toISOString()
  }
}
