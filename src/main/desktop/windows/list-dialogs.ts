import type { BrowserWindow } from 'electron'
import { dirname } from 'node:path'
import type { ListDialogs } from '../../imports/draft-commands'
import { askToOpen, knownFolder, type RememberedFolder } from './file-dialogs'

/** The usual extensions of lists; other files can be chosen too. */
const listExtensions = ['csv', 'tsv', 'txt', 'xlsx']

/** The system's dialogs for lists of numbers, modal to `parent`. `words`: in the user's language. */
export function createListDialogs(deps: {
  parent: () => BrowserWindow | null
  words: () => { lists: string; blockList: string; kinds: string; all: string }
  folder: RememberedFolder
  /** The default folder before one was chosen. */
  documents: () => string
}): ListDialogs {
  const { parent, words, folder } = deps

  const choose = async (
    title: string,
    properties: Electron.OpenDialogOptions['properties']
  ): Promise<string[] | null> => {
    const paths = await askToOpen(parent(), {
      title,
      defaultPath: knownFolder(folder, deps.documents),
      filters: [
        { name: words().kinds, extensions: listExtensions },
        { name: words().all, extensions: ['*'] }
      ],
      properties
    })
    if (paths !== null) folder.write(dirname(paths[0]))
    return paths
  }

  return {
    chooseLists: () => choose(words().lists, ['openFile', 'multiSelections']),
    chooseBlockList: async () => (await choose(words().blockList, ['openFile']))?.[0] ?? null
  }
}
