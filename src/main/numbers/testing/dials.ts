import { findNumbers } from '../number'

/** The dial strings of the numbers found in a text. */
export const dials = (text: string): string[] => findNumbers(text).map(({ dial }) => dial)
