/**
 * Control characters and line separators, marks and overrides of the writing direction, and unpaired surrogates: they
 * could break a line or make a text look like another one.
 */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]+/gu

/** Makes external text safe for one line: no control or bidirectional formatting characters. */
export const plainText = (text: string): string => text.replace(unsafe, ' ').trim()
