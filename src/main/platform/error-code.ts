/** The code of an error of Node's or undici's, such as `ENOENT`; empty where there is none. */
export const errorCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
