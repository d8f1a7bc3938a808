/** The package's version. */
export declare const version: string

/** Reads the prefixes of mobile numbers. */
export declare function readSource(): {
  regions: Map<string, { zh: string; en: string }>
  carriers: Map<string, { zh: string; en: string }>
}

/** The entry of the longest prefix of these digits. */
export declare function longestMatch<T>(entries: Map<string, T>, digits: string): T | undefined
