import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCodeOf } from '../../platform/error-code'
import { sharedFile, writeAtomic } from '../../platform/files/atomic-file'

// Edits mimeapps.list, which all programs of the user share (freedesktop.org, Association between MIME types and
// applications). Doesn't use `xdg-mime default`, which replaces a dotfiles manager's symlink with a file.

const defaultsGroup = '[Default Applications]'
const isGroup = (line: string): boolean => line.trimStart().startsWith('[')

/** The list with `handler` as the default of `mimeType`; all other lines are unchanged. */
export function withDefaultHandler(list: string, mimeType: string, handler: string): string {
  const entry = `${mimeType}=${handler}`
  const lines = list.split('\n')
  const start = lines.findIndex((line) => line.trim() === defaultsGroup)
  if (start < 0) {
    const former = list === '' || list.endsWith('\n') ? list : `${list}\n`
    return `${former}${former === '' ? '' : '\n'}${defaultsGroup}\n${entry}\n`
  }
  const next = lines.findIndex((line, at) => at > start && isGroup(line))
  const end = next < 0 ? lines.length : next
  const isOwn = (line: string, at: number): boolean =>
    at > start && at < end && line.split('=')[0]?.trim() === mimeType
  const at = lines.findIndex(isOwn)
  return lines
    .flatMap((line, index) => {
      if (index === at) return [entry]
      if (at < 0 && index === start) return [line, entry]
      // The first entry of a type counts; drop duplicates, so they can't take effect later.
      return isOwn(line, index) ? [] : [line]
    })
    .join('\n')
}

/** The list without `handler` for `mimeType` in any group; other handlers in the same entry stay. */
export function withoutHandler(list: string, mimeType: string, handler: string): string {
  return list
    .split('\n')
    .flatMap((line) => {
      const [key = '', value] = line.split('=')
      if (value === undefined || key.trim() !== mimeType) return [line]
      const handlers = value.split(';').filter((one) => one.trim() !== '')
      const others = handlers.filter((one) => one.trim() !== handler)
      if (others.length === handlers.length) return [line]
      return others.length === 0 ? [] : [`${key}=${others.join(';')};`]
    })
    .join('\n')
}

/** Changes the list at `path`; a missing file counts as empty. Throws file system errors. */
export async function changeMimeApps(path: string, change: (list: string) => string): Promise<void> {
  // Preserve all bytes: other programs may have written text that isn't UTF-8.
  const list = await readFile(path, 'latin1').catch((problem: unknown) => {
    if (errorCodeOf(problem) === 'ENOENT') return ''
    throw problem
  })
  const changed = change(list)
  if (changed === list) return
  await mkdir(dirname(path), { recursive: true })
  await writeAtomic(path, sharedFile, (part) => writeFile(part, changed, { encoding: 'latin1', flag: 'wx' }))
}
