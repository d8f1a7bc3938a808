/** The code of an error of Node or undici, such as `ENOENT`; empty if there is none. */
export const errorCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
