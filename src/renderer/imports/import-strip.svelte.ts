/** What the strip of imports said and a person put away, until Deskline ends; see `toldAs`. */
export const importStrip = $state<{ putAway: string | null }>({ putAway: null })
