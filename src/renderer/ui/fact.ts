/** A name-value pair. */
export interface Fact {
  name: string
  value: string
  /** If present, the value has a copy button with this label. */
  copyLabel?: string
  /** If present, the value is a button that opens what it names. */
  open?: () => void
}
