// What the build replaces in the code of the main process. `vite/client` would also allow imports of pictures and styles.
interface ImportMetaEnv {
  /** False in every production build, as a constant: the bundler drops what depends on it. */
  readonly DEV: boolean
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
