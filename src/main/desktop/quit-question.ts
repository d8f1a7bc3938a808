import { dialog } from 'electron'

/** Asks whether to quit while something is under way; Esc and closing the question keep it running. */
export async function askBeforeQuit(words: {
  question: string
  detail: string
  quit: string
  keepRunning: string
}): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: words.question,
    detail: words.detail,
    buttons: [words.keepRunning, words.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  return response === 1
}
