import { dialog, shell, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import type { FileDialogs } from '../../platform/file-dialogs'

/** A remembered folder; null: none chosen yet. */
export interface RememberedFolder {
  read(): string | null
  write(folder: string): void
}

/** Returns the remembered folder if it still exists, otherwise the fallback. */
export function knownFolder(folder: RememberedFolder, fallback: () => string): string {
  const path = folder.read()
  return path !== null && existsSync(path) ? path : fallback()
}

/** The system's dialog for opening; modal to `parent`. Null if the user cancelled. */
export async function askToOpen(
  parent: BrowserWindow | null,
  options: Electron.OpenDialogOptions
): Promise<[string, ...string[]] | null> {
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  const [first, ...others] = filePaths
  return canceled || first === undefined ? null : [first, ...others]
}

/**
 * The system's file dialogs, modal to `parent`. `kindOf` names a file type by its extension. Folders of exports and
 * of recordings are remembered separately.
 */
export function createFileDialogs(deps: {
  parent: () => BrowserWindow | null
  kindOf: (extension: string) => string
  folderTitle: () => string
  files: RememberedFolder
  recordings: RememberedFolder
  /** The default folder before one was chosen. */
  documents: () => string
  /** A suggested name as it may be seen. */
  shownName: (name: string) => string
}): FileDialogs {
  const { parent, files, recordings } = deps

  return {
    async saveFile({ stem, extension }) {
      const options: Electron.SaveDialogOptions = {
        defaultPath: join(knownFolder(files, deps.documents), `${deps.shownName(stem)}.${extension}`),
        filters: [{ name: deps.kindOf(extension), extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation']
      }
      const window = parent()
      const chosen = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      if (chosen.canceled || chosen.filePath === '') return null
      files.write(dirname(chosen.filePath))
      // Not every desktop appends the extension. Keep the name if the longer one exists: overwriting it wasn't
      // confirmed.
      const whole = `${chosen.filePath}.${extension}`
      const isComplete = extname(chosen.filePath).toLowerCase() === `.${extension}`
      return isComplete || existsSync(whole) ? chosen.filePath : whole
    },
    async chooseFolder() {
      const [folder] =
        (await askToOpen(parent(), {
          title: deps.folderTitle(),
          defaultPath: knownFolder(recordings, deps.documents),
          properties: ['openDirectory', 'createDirectory', 'promptToCreate']
        })) ?? []
      if (folder === undefined) return null
      recordings.write(folder)
      return folder
    },
    lastFolder: () => recordings.read(),
    showFile: (path) => shell.showItemInFolder(path),
    openFolder: (path) => void shell.openPath(path)
  }
}
