import type { Runtime } from '../setup/electron-executable.mjs'

/** See packages.mjs. */
export interface UnpackedProgram {
  folder: string
  executable: string
  resources: string
}

export function unpackedProgram(platform?: string, arch?: string): UnpackedProgram
export function ensureUnpackedProgram(runtime: Runtime): Promise<UnpackedProgram>
