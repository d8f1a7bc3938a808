import { dialog, type BrowserWindow } from 'electron'

/**
 * Asks a question in a native dialog, modal to `parent`; resolves to true only for "yes". No page can see, answer or
 * cover it. Enter, Esc and closing mean "no".
 */
export async function askNatively(
  words: { question: string; detail: string; yes: string; no: string },
  parent: BrowserWindow | null = null
): Promise<boolean> {
  const options: Electron.MessageBoxOptions = {
    type: 'question',
    message: words.question,
    detail: words.detail,
    buttons: [words.no, words.yes],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  }
  const { response } = await (parent === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(parent, options))
  return response === 1
}
