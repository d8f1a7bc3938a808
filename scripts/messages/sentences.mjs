import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = new URL('../../src/shared/messages/', import.meta.url).pathname

/** Returns the paths of the message modules in these languages. */
export const messageFiles = (languages) =>
  languages.flatMap((language) =>
    readdirSync(join(folder, language), { encoding: 'utf8' }).map((name) => join(folder, language, name))
  )

/** An argument for parameters of any type: converts to a number, has every property, and iterates as empty. */
const everything = new Proxy(
  Object.assign(() => everything, {}),
  {
    get: (_target, key) =>
      key === Symbol.toPrimitive
        ? () => 7
        : key === Symbol.iterator
          ? [][Symbol.iterator].bind([])
          : everything
  }
)

function sentences(tree, argument, path) {
  return Object.entries(tree).flatMap(([name, value]) => {
    const here = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function') {
      const say = (given) => String(value(...Array.from({ length: value.length }, () => given)))
      try {
        return [[here, say(argument)]]
      } catch {
        // Some parameters are lists or structures.
        return [[here, say(everything)]]
      }
    }
    return typeof value === 'object' && value !== null ? sentences(value, argument, here) : []
  })
}

/** Returns every text of a message module as [path, text]; functions get `argument` for each parameter. */
export async function sentencesOf(file, argument = everything) {
  const module = await import(file)
  return Object.entries(module).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null ? sentences(value, argument, name) : []
  )
}
