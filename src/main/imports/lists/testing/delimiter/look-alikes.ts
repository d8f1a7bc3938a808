import { messy } from './messy'
import { odd } from './odd'
import { polluted } from './polluted'
import { standard } from './standard'
import { createRandom, type LookAlike } from './writing'

/** Returns about 480 texts, reproducible by seed. */
export function delimiterLookAlikes(seed = 7): LookAlike[] {
  return [polluted, standard, messy, odd].flatMap((make, at) => make(createRandom(seed + at)))
}
