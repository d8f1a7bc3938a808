// Build-time constants of the main process. `vite/client` would also allow imports of images and styles.
interface ImportMetaEnv {
  /** Constant false in production builds, so that the bundler removes code that depends on it. */
  readonly DEV: boolean
}

interface ImportMeta {
  readonly env: ImportMetaEnv
}
