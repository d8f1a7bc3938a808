import { dialog, type BrowserWindow } from 'electron'
import { dirname } from 'node:path'
import type { ListDialogs } from '../../imports/imports-commands'
import { knownFolder, type RememberedFolder } from './file-dialogs'

/** What a list can be called; a file of another name can be chosen as well. */
const listExtensions = ['csv', 'tsv', 'txt', 'xlsx']

/** The system's dialogs for lists of numbers, in front of `parent`. `words`: in the person's language. */
export function createListDialogs(deps: {
  parent: () => BrowserWindow | null
  words: () => { lists: string; blockList: string; kinds: string; all: string }
  folder: RememberedFolder
  /** Where files are looked for before a folder was chosen. */
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
