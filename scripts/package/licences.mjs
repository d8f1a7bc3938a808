import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../setup/paths.mjs'

const rule = '='.repeat(80)
const standardTexts = join(projectFolder, 'scripts', 'package', 'licence-texts')

/**
 * Returns the text of a package's licence: its own, else the standard text of a licence that only its package.json
 * names. Throws for a licence without any text.
 * @param {import('./shipped-packages.mjs').ShippedPackage} shipped
 */
export function licenceText({ name, licence, holder, texts }) {
  if (texts.length > 0) return texts.join('\n\n')
  try {
    const text = readFileSync(join(standardTexts, `${licence}.txt`), 'utf8')
    return text.replace('<holder>', holder).trim()
  } catch {
    throw new Error(`${name} has no text of its licence (${licence}): add it to ${standardTexts}`)
  }
}

/**
 * Returns the licences of everything that is shipped, as one text.
 * @param {import('./shipped-packages.mjs').ShippedPackage[]} packages
 */
export function licencesText(packages) {
  const own = readFileSync(join(projectFolder, 'LICENSE'), 'utf8').trim()
  const folder = join(projectFolder, 'resources', 'licences')
  const data = readdirSync(folder)
    .sort()
    .map((name) => ({
      title: `Data: ${name.replace(/\.txt$/, '')}`,
      text: readFileSync(join(folder, name), 'utf8').trim()
    }))
  const sections = [
    { title: 'Deskline', text: own },
    {
      title: 'Electron, Chromium and Node.js',
      text: 'See LICENSE.electron.txt and LICENSES.chromium.html in the folder of the program.'
    },
    ...data,
    ...packages.map((shipped) => ({
      title: [`${shipped.name} ${shipped.version}`, shipped.licence, shipped.homepage ?? '']
        .join('\n')
        .trim(),
      text: licenceText(shipped)
    }))
  ]
  return sections.map(({ title, text }) => `${rule}\n${title}\n${rule}\n\n${text}\n`).join('\n')
}
