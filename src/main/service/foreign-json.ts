/** Maximum nesting depth that is parsed. The service's deepest message has five levels. */
export const maxJsonDepth = 64

/** Scans JSON chunk by chunk before it is parsed, in linear time and without copying it. */
export interface DepthScan {
  /** Returns false once the chunks so far are nested deeper than {@link maxJsonDepth}. */
  isShallow(piece: string): boolean
}

const [quote, backslash, openList, closeList, openObject, closeObject] = Array.from('"\\[]{}', (sign) =>
  sign.charCodeAt(0)
)

/** Creates the scan for one JSON text. Counts the depth as a parser would up to its first syntax error. */
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
 * Parses untrusted JSON. Throws a SyntaxError for invalid JSON and for nesting deeper than {@link maxJsonDepth}: V8
 * takes seconds for a few megabytes of brackets.
 */
export function parseForeignJson(text: string): unknown {
  if (!createDepthScan().isShallow(text)) throw new SyntaxError('JSON is nested too deeply')
  return JSON.parse(text)
}
