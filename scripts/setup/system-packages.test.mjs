import { expect, test } from 'vitest'
import { installableNames, isDebianFamily, missingPackages } from './system-packages.mjs'

test('a package is missing unless dpkg lists it as installed', () => {
  const listing = 'xvfb installed\ndunst config-files\nlibnss3:amd64 installed\n'
  expect(missingPackages(['xvfb', 'dunst', 'libnss3', 'xclip'], listing)).toEqual(['dunst', 'xclip'])
})

test('one installed alternative is enough', () => {
  const wanted = ['libgtk-3-0|libgtk-3-0t64', 'libasound2|libasound2t64']
  expect(missingPackages(wanted, 'libgtk-3-0t64 installed\nlibgtk-3-0 not-installed\n')).toEqual([
    'libasound2|libasound2t64'
  ])
})

test('the first alternative with an installable version is chosen, or the first one if none has any', () => {
  const policy = [
    'libasound2:',
    '  Installed: (none)',
    '  Candidate: (none)',
    'libasound2t64:',
    '  Installed: (none)',
    '  Candidate: 1.2.11-1build2',
    'libgtk-3-0:',
    '  Installed: (none)',
    '  Candidate: 3.24.38-2'
  ].join('\n')
  expect(installableNames(['libasound2|libasound2t64', 'libgtk-3-0|libgtk-3-0t64', 'xvfb'], policy)).toEqual([
    'libasound2t64',
    'libgtk-3-0',
    'xvfb'
  ])
  expect(installableNames(['libgtk-3-0|libgtk-3-0t64'], '')).toEqual(['libgtk-3-0'])
})

test.each([
  ['ID=debian\n', true],
  ['ID=ubuntu\nID_LIKE=debian\n', true],
  ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
  ['ID="fedora"\nVERSION_ID=41\n', false],
  ['NAME=debian\nID=arch\n', false],
  ['', false]
])('%j is of the Debian family: %s', (osRelease, expected) => {
  expect(isDebianFamily(osRelease)).toBe(expected)
})
