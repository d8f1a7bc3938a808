// `npm run test:nodes [-- 22 24]`: set-up, types and unit tests with other releases of Node, in a copy of the project.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { SetupError, runScript, say } from './setup/announce.mjs'
import { lastLines, npmCommand, runInForeground, runQuietly } from './setup/child-process.mjs'
import { projectFolder } from './setup/paths.mjs'

/** The releases beside the one that the developers use; the newest version of each is taken. */
const usualReleases = ['22', '24']

/** The steps in the copy, by the names of their scripts. The other checks don't run in Node, or not differently. */
const steps = ['setup', 'check:svelte-types', 'unit']

/** Copies the files that git knows or would add. */
function copyProject(to) {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: projectFolder,
    encoding: 'utf8'
  })
  for (const file of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    cpSync(join(projectFolder, file), join(to, file))
  }
}

/** Installs a release from the package registry, which has a package for each system. Returns its folder. */
async function installNode(release, folder) {
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const npm = npmCommand(['install', '--no-save', '--no-audit', '--no-fund', `node-${system}@${release}`])
  mkdirSync(folder)
  const { code, output } = await runQuietly(npm.command, npm.args, {
    cwd: folder,
    shell: npm.shell,
    label: `Node ${release}`
  })
  if (code !== 0) throw new SetupError(`Node ${release} can't be installed:\n${lastLines(output)}`)
  return join(folder, 'node_modules', `node-${system}`, 'bin')
}

/** Runs all steps with one release. Returns the name of the step that failed, or null. */
async function tryRelease(release, work) {
  const bin = await installNode(release, join(work, `node-${release}`))
  // A path that shell scripts and URLs are likely to get wrong.
  const copy = join(work, `话机 with Node ${release}`)
  copyProject(copy)
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }
  // The set-up would start npm by the Node of this script.
  for (const name of Object.keys(env)) if (/^npm_/i.test(name)) delete env[name]
  for (const step of steps) {
    say(`Node ${release}: ${step}`)
    const code = await runInForeground('npm', ['run', '--silent', step], {
      cwd: copy,
      env,
      shell: process.platform === 'win32'
    })
    if (code !== 0) return step
  }
  return null
}

await runScript(async () => {
  const asked = process.argv.slice(2)
  const releases = asked.length > 0 ? asked : usualReleases
  if (releases.some((release) => !/^\d+(\.\d+){0,2}$/.test(release))) {
    throw new SetupError('usage: npm run test:nodes [-- RELEASE…], for example 22 24.22.0')
  }
  const work = mkdtempSync(join(realpathSync(tmpdir()), 'deskline-nodes-'))
  try {
    let failures = 0
    for (const release of releases) {
      const failed = await tryRelease(release, work)
      if (failed !== null) failures += 1
      say(failed === null ? `Node ${release}: everything passed` : `Node ${release}: ${failed} failed`)
    }
    return failures === 0 ? 0 : 1
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
})
