/** How a file dialog ended. */
export interface Chosen {
  kind: 'started' | 'cancelled'
}

/** The files a person chooses; the dialogs remember the folder. */
export interface FileDialogs {
  /** The absolute path to write to; null: called off. `extension` without its dot. */
  saveFile(suggested: { stem: string; extension: string }): Promise<string | null>
  /** The absolute path of a folder; null: called off. */
  chooseFolder(): Promise<string | null>
  /** The folder that was chosen last; null: none. */
  lastFolder(): string | null
  showFile(path: string): void
  openFolder(path: string): void
}
