/** More calls of a tenant aren't kept (16 bytes each); the oldest are dropped. */
const maxCallsKept = 1_000_000

/** A 32-bit hash of a call's id (FNV-1a). */
export function hashOfId(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Digits as a number: exact up to 15 digits, which no phone number exceeds. */
const keyOf = (digits: string): number => Number(`1${digits}`)

/** Calls to numbers in typed arrays: a million of them take 16 MB, and are searched in about a millisecond. */
export class AttemptTable {
  readonly #maxRows: number
  #keys = new Float64Array(1_024)
  /** Start, epoch seconds. */
  #seconds = new Uint32Array(1_024)
  #ids = new Uint32Array(1_024)
  #size = 0
  /** The start of the latest call that was dropped for want of room, epoch ms; 0: none. */
  #droppedToMs = 0

  constructor(maxRows = maxCallsKept) {
    this.#maxRows = maxRows
  }

  get size(): number {
    return this.#size
  }

  /** Calls that began until then may be missing, epoch ms. */
  get droppedToMs(): number {
    return this.#droppedToMs
  }

  /** `id`: see {@link hashOfId}. The caller sees to it that each call is added once. */
  add(digits: string, atMs: number, id: number): void {
    if (this.#size === this.#maxRows) this.#dropOldest()
    if (this.#size === this.#keys.length) this.#grow()
    this.#keys[this.#size] = keyOf(digits)
    this.#seconds[this.#size] = Math.floor(atMs / 1_000)
    this.#ids[this.#size] = id
    this.#size += 1
  }

  /** True if a call with this hash to the number is in the table. */
  has(digits: string, id: number): boolean {
    return this.to(digits).some((call) => call.id === id)
  }

  to(digits: string): { atMs: number; id: number }[] {
    const key = keyOf(digits)
    const found: { atMs: number; id: number }[] = []
    for (let at = this.#keys.indexOf(key); at >= 0 && at < this.#size; at = this.#keys.indexOf(key, at + 1)) {
      found.push({ atMs: (this.#seconds[at] ?? 0) * 1_000, id: this.#ids[at] ?? 0 })
    }
    return found
  }

  /** Removes the calls that began before `fromMs` (epoch ms). */
  forgetBefore(fromMs: number): void {
    this.#keep((at) => (this.#seconds[at] ?? 0) * 1_000 >= fromMs)
  }

  clear(): void {
    this.#size = 0
    this.#droppedToMs = 0
  }

  #dropOldest(): void {
    const times = this.#seconds.slice(0, this.#size).sort()
    const fromSecond = times[Math.floor(this.#size / 10)] ?? 0
    this.#droppedToMs = fromSecond * 1_000
    this.#keep((at) => (this.#seconds[at] ?? 0) > fromSecond)
  }

  #keep(isKept: (at: number) => boolean): void {
    let to = 0
    for (let at = 0; at < this.#size; at += 1) {
      if (!isKept(at)) continue
      for (const column of [this.#keys, this.#seconds, this.#ids]) column[to] = column[at] ?? 0
      to += 1
    }
    this.#size = to
  }

  #grow(): void {
    const rows = Math.min(2 * this.#keys.length, this.#maxRows)
    const [keys, seconds, ids] = [new Float64Array(rows), new Uint32Array(rows), new Uint32Array(rows)]
    keys.set(this.#keys)
    seconds.set(this.#seconds)
    ids.set(this.#ids)
    this.#keys = keys
    this.#seconds = seconds
    this.#ids = ids
  }
}
