/** Caches `Intl` formatters: creating one costs more than a thousand uses. */
export function createFormatCache<Options, Format>(create: (locale: string, options: Options) => Format) {
  const formats = new Map<string, Format>()
  return {
    get(locale: string, options: Options): Format {
      const name = locale + JSON.stringify(options)
      const known = formats.get(name)
      if (known !== undefined) return known
      const created = create(locale, options)
      formats.set(name, created)
      return created
    },
    clear: (): void => formats.clear()
  }
}
