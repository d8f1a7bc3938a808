/** One line of a list of names and values. */
export interface Fact {
  name: string
  value: string
  /** Present: the value can be copied, by a button of this name. */
  copyLabel?: string
}
