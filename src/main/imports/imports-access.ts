import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Imports } from './imports'

/** Access of commands to the imports of the signed-in account; `signed-out` without one. */
export interface ImportsAccess {
  withImports: <T>(act: (imports: Imports) => Result<T> | Promise<Result<T>>) => Promise<Result<T>>
  /** For an action that has no result. */
  does: (act: (imports: Imports) => unknown) => Promise<Result<undefined>>
}

/** `current` returns null while signed out. */
export function createImportsAccess(current: () => Promise<Imports | null>): ImportsAccess {
  const withImports: ImportsAccess['withImports'] = async (act) => {
    const imports = await current()
    return imports === null ? failed({ code: 'signed-out' }) : act(imports)
  }
  return {
    withImports,
    does: (act) =>
      withImports((imports) => {
        act(imports)
        return succeeded(undefined)
      })
  }
}
