/** The `stripKey` of the strip that the user dismissed; lasts until Deskline quits. */
export const importStrip = $state<{ putAway: string | null }>({ putAway: null })
