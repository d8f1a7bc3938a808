import { dialog, type BrowserWindow } from 'electron'
import { dirname } from 'node:path'
import type { ListDialogs } from '../../imports/draft-commands'
import { knownFolder, type RememberedFolder } from './file-dialogs'

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
    const options: Electron.OpenDialogOptions = {
      title,
      defaultPath: knownFolder(folder, deps.documents),
      filters: [
        { name: words().kinds, extensions: listExtensions },
        { name: words().all, extensions: ['*'] }
      ],
      properties
    }
    const window = parent()
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options))
    const [first] = filePaths
    if (canceled || first === undefined) return null
    folder.write(dirname(first))
    return filePaths
  }

  return {
    chooseLists: () => choose(words().lists, ['openFile', 'multiSelections']),
    chooseBlockList: async () => (await choose(words().blockList, ['openFile']))?.[0] ?? null
  }
}
