import { app, shell } from 'electron'
import { readFileSync } from 'node:fs'
import { release, type } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { About, licenceTexts } from '../../shared/app/about-schema'

/** Written by scripts/package. */
const buildSchema = z.strictObject({ commit: z.string().max(60).nullable(), date: z.iso.datetime() })

/** Reads what the packaged program says about its build; null: it runs from its sources. */
function readBuild(): z.infer<typeof buildSchema> | null {
  if (!app.isPackaged) return null
  try {
    return buildSchema.parse(JSON.parse(readFileSync(join(process.resourcesPath, 'build.json'), 'utf8')))
  } catch {
    return null
  }
}

/** Versions of Deskline and of what it runs on. */
export function readAbout(): About {
  const build = readBuild()
  return {
    version: app.getVersion(),
    commit: build?.commit ?? null,
    builtAtMs: build === null ? null : Date.parse(build.date),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    system: `${type()} ${release()} ${process.arch}`
  }
}

/** The file of a licence text. `built`: the folder of the built program, for a start from the sources. */
function licenceFile(text: (typeof licenceTexts)[number], built: string): string {
  if (text === 'deskline') {
    return app.isPackaged ? join(process.resourcesPath, 'licences.txt') : join(built, 'licences.txt')
  }
  const name = 'LICENSES.chromium.html'
  const isInBundle = app.isPackaged && process.platform === 'darwin'
  return join(isInBundle ? process.resourcesPath : dirname(process.execPath), name)
}

/** Opens a shipped text in the user's program for it; false when nothing could open it. */
export async function openLicence(text: (typeof licenceTexts)[number], built: string): Promise<boolean> {
  return (await shell.openPath(licenceFile(text, built))) === ''
}
