import { Menu, type WebContents } from 'electron'

/** Adds the context menu of text fields, which Electron lacks. Its labels come from the system's roles. */
export function showEditMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (isEditable) {
      Menu.buildFromTemplate([
        { role: 'undo', enabled: editFlags.canUndo },
        { type: 'separator' },
        { role: 'cut', enabled: editFlags.canCut },
        { role: 'copy', enabled: editFlags.canCopy },
        { role: 'paste', enabled: editFlags.canPaste },
        { role: 'selectAll', enabled: editFlags.canSelectAll }
      ]).popup()
    } else if (selectionText !== '') {
      Menu.buildFromTemplate([{ role: 'copy' }]).popup()
    }
  })
}
