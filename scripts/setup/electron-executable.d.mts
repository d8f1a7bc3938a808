/** Where the Electron that is there comes from. */
export type RuntimeOrigin = 'override' | 'package' | 'cache' | 'stand-in'

/** An Electron on this computer. */
export type Runtime = { origin: RuntimeOrigin; folder: string; executable: string }

/** The Electron that is there, without any network; undefined when the set-up hasn't run. */
export function findElectron(options?: { isStandInGoodEnough?: boolean }): Runtime | undefined

/** The path of the Electron that the set-up left; throws when it hasn't run. */
export function electronExecutable(): string

/** The version of the stand-in that the package registry has. */
export const standInVersion: string

/** Where an Electron's executable lies in its folder. */
export function executableName(platform?: NodeJS.Platform): string

/** The version package.json pins: the one that ships. */
export function pinnedVersion(): string

/** Our own folder for the official Electron of a version. */
export function officialFolder(version: string): string

/** Our own folder for the stand-in. */
export function standInFolder(): string
