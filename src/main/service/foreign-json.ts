/** The service's deepest message has five levels; beyond this nothing is parsed. */
export const maxJsonDepth = 64

/** Looks at JSON piece by piece, before it is parsed: linear, and without a copy of it. */
export interface DepthScan {
  /** False as soon as the pieces so far are nested deeper than {@link maxJsonDepth}. */
  isShallow(piece: string): boolean
}

const [quote, backslash, openList, closeList, openObject, closeObject] = Array.from('"\\[]{}', (sign) =>
  sign.charCodeAt(0)
)

/** A scan of one text. It counts what a parser would count until that refuses the text. */
export function createDepthScan(): DepthScan {
  let depth = 0
  let isInString = false
  let isEscaped = false
  return {
    isShallow(piece) {
      for (let at = 0; at < piece.length && depth <= maxJsonDepth; at += 1) {
        const unit = piece.charCodeAt(at)
        if (isInString) {
          if (isEscaped) isEscaped = false
          else if (unit === backslash) isEscaped = true
          else if (unit === quote) isInString = false
        } else if (unit === quote) isInString = true
        else if (unit === openList || unit === openObject) depth += 1
        else if (unit === closeList || unit === closeObject) depth -= 1
      }
      return depth <= maxJsonDepth
    }
  }
}

/**
 * Parses JSON of another program. Throws a SyntaxError for what is no JSON and for what is nested deeper than
 * {@link maxJsonDepth}: V8 takes seconds for a few megabytes of brackets.
 */
export function parseForeignJson(text: string): unknown {
  if (!createDepthScan().isShallow(text)) throw new SyntaxError('JSON is nested too deeply')
  return JSON.parse(text)
}
