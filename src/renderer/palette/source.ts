import type { Component } from 'svelte'
import type { paletteEn } from '../../shared/messages/en/palette'
import type { Searchable } from './match'

/** A group of entries, by its heading. */
export type PaletteGroup = keyof (typeof paletteEn)['groups']

/** What an entry does. */
interface PaletteAction {
  label: string
  run: () => void
  /** A question that a second press has to answer. */
  question?: string
}

/** Something that can be found and opened, called or run. */
export interface PaletteEntry extends Searchable {
  /** Unique in its group. */
  id: string
  /** Beside the title. */
  detail: string
  Icon: Component<{ size?: number }>
  /** Keys that do the same, such as Ctrl+H. */
  keys?: string
  /** Done by Enter. */
  action: PaletteAction
  /** Done by Ctrl+Enter. */
  otherAction?: PaletteAction
}

/** An entry that was found, and how well it matches. */
export interface PaletteMatch {
  entry: PaletteEntry
  score: number
}

/** Where entries of one group come from. */
export interface PaletteSource {
  readonly group: PaletteGroup
  /** The matches of a query, the best first; reactive. */
  find(query: string): readonly PaletteMatch[]
  /** The query was typed: starts what has to be loaded for it. */
  ask?(query: string): void
}
