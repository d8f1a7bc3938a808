import type { BrowserWindow } from 'electron'
import { dirname } from 'node:path'
import { askToOpen, knownFolder, type RememberedFolder } from './file-dialogs'

/** The usual extensions of files of contacts; other files can be chosen too. */
const extensions = ['csv', 'tsv', 'txt', 'xlsx', 'vcf', 'vcard']

/** Asks for a file of contacts, in a dialog that is modal to `parent`. Null if the user cancelled. */
export async function chooseContactFile(deps: {
  parent: BrowserWindow | null
  words: { choose: string; kinds: string; allFiles: string }
  folder: RememberedFolder
  /** The default folder before one was chosen. */
  documents: () => string
}): Promise<string | null> {
  const { parent, words, folder } = deps
  const paths = await askToOpen(parent, {
    title: words.choose,
    defaultPath: knownFolder(folder, deps.documents),
    filters: [
      { name: words.kinds, extensions },
      { name: words.allFiles, extensions: ['*'] }
    ],
    properties: ['openFile']
  })
  if (paths === null) return null
  folder.write(dirname(paths[0]))
  return paths[0]
}
