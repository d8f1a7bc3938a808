import asar from '@electron/asar'
import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { megabytes } from '../setup/announce.mjs'

/** The parts of the program, by where they are in its folder; the first match counts. */
const parts = [
  ['native libraries of Deskline (DuckDB, keytar)', /^resources\/app\.asar\.unpacked\//],
  ["Deskline's archive", /^resources\/app\.asar$/],
  ['licences', /^LICENSE|licences\.txt$/],
  ["Chromium's locales", /^locales\//],
  ["Chromium's data", /\.(pak|dat|bin)$/],
  [
    'graphics without a driver (SwiftShader, Vulkan, EGL)',
    /^(libvk_swiftshader|libvulkan|libGLES|libEGL|vk_)/
  ],
  ['Electron', /^(deskline|Deskline\.exe|libffmpeg|ffmpeg|chrome)/],
  ['the rest', /./]
]

/**
 * Returns the sizes of an unpacked program by part, largest first.
 * @param {string} folder
 * @returns {{ part: string, bytes: number }[]}
 */
export function sizesByPart(folder) {
  const sizes = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath ?? entry.path, entry.name)
    const path = relative(folder, file).replaceAll('\\', '/')
    const [part] = parts.find(([, pattern]) => pattern.test(path))
    sizes.set(part, (sizes.get(part) ?? 0) + statSync(file).size)
  }
  return [...sizes].map(([part, bytes]) => ({ part, bytes })).sort((one, other) => other.bytes - one.bytes)
}

/**
 * Returns the sizes inside an archive: of the built parts, of each package, of the pictures.
 * @param {string} archive
 * @returns {{ part: string, bytes: number }[]}
 */
export function sizesInArchive(archive) {
  const sizes = new Map()
  for (const path of asar.listPackage(archive, { isPack: false })) {
    const inner = path.replaceAll('\\', '/').replace(/^\//, '')
    const stat = asar.statFile(archive, inner)
    if (stat.size === undefined || stat.unpacked) continue
    const [, part = inner] = /^(out\/[^/]+|node_modules\/(?:@[^/]+\/)?[^/]+|[^/]+)/.exec(inner) ?? []
    sizes.set(part, (sizes.get(part) ?? 0) + stat.size)
  }
  return [...sizes].map(([part, bytes]) => ({ part, bytes })).sort((one, other) => other.bytes - one.bytes)
}

/** Formats sizes as lines; those below 50 kB are summed up. */
export function sizeLines(sizes) {
  const shown = sizes.filter(({ bytes }) => bytes >= 50_000)
  const rest = sizes.filter(({ bytes }) => bytes < 50_000)
  const lines = shown.map(({ part, bytes }) => `${megabytes(bytes).padStart(10)}  ${part}`)
  const sum = rest.reduce((total, { bytes }) => total + bytes, 0)
  return rest.length === 0 ? lines : [...lines, `${megabytes(sum).padStart(10)}  ${rest.length} smaller ones`]
}
