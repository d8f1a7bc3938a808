/** The source of an installed Electron. */
export type RuntimeOrigin = 'override' | 'package' | 'cache' | 'stand-in'

/** An Electron installed on this computer. */
export type Runtime = { origin: RuntimeOrigin; folder: string; executable: string }

/** The installed Electron, found without network access; undefined when the set-up hasn't run. */
export function findElectron(options?: { isStandInGoodEnough?: boolean }): Runtime | undefined

/** The path of the installed Electron; throws when the set-up hasn't run. */
export function electronExecutable(): string

/** The version of the stand-in in the package registry. */
export const standInVersion: string

/** The path of the executable within an Electron folder. */
export function executableName(platform?: NodeJS.Platform): string

/** The version pinned in package.json, which ships. */
export function pinnedVersion(): string

/** Our cache folder for an official Electron version. */
export function officialFolder(version: string): string

/** Our cache folder for the stand-in. */
export function standInFolder(): string
