/**
 * The delay before retry number `turn` (from 0), in ms: random between `minMs` and a ceiling that doubles with each
 * retry up to `maxMs` (full jitter), so that clients don't all reconnect at once after an outage. `random`: like
 * `Math.random`.
 */
export function backOffMs(turn: number, minMs: number, maxMs: number, random: () => number): number {
  const ceilingMs = Math.min(maxMs, minMs * 2 ** Math.min(turn + 1, 30))
  return Math.round(minMs + random() * Math.max(0, ceilingMs - minMs))
}
