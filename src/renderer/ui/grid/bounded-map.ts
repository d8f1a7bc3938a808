/** A map that keeps the `max` newest entries. */
export function createBoundedMap<Value>(max: number) {
  const values = new Map<string, Value>()
  return {
    get: (name: string): Value | undefined => values.get(name),
    set(name: string, value: Value): void {
      values.delete(name)
      values.set(name, value)
      const [oldest] = values.keys()
      if (values.size > max && oldest !== undefined) values.delete(oldest)
    }
  }
}
