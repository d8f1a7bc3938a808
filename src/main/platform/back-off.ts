/**
 * The pause before try number `turn` (0 for the first repetition), in ms: anywhere between `minMs` and
 * a ceiling that doubles with each turn up to `maxMs` (full jitter), so that the clients of a server
 * that was down don't come back all at once. `random`: as `Math.random`.
 */
export function backOffMs(turn: number, minMs: number, maxMs: number, random: () => number): number {
  const ceilingMs = Math.min(maxMs, minMs * 2 ** Math.min(turn + 1, 30))
  return Math.round(minMs + random() * Math.max(0, ceilingMs - minMs))
}
