/** How a file dialog ended. */
export interface Chosen {
  kind: 'started' | 'cancelled'
}

/** File dialogs; they remember the last folder. */
export interface FileDialogs {
  /** The absolute path to write to; null if cancelled. `extension` without its dot. */
  saveFile(suggested: { stem: string; extension: string }): Promise<string | null>
  /** The absolute path of a folder; null if cancelled. */
  chooseFolder(): Promise<string | null>
  /** The last chosen folder; null if there is none. */
  lastFolder(): string | null
  showFile(path: string): void
  openFolder(path: string): void
}
