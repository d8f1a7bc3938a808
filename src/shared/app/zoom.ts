/** The smallest and largest zoom of the windows. */
export const zoomLimits = { min: 0.8, max: 2 }

/** The sizes that the keys step through. */
const steps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2]

/** The next larger (1) or smaller (-1) size; at the ends the same one. */
export function nextZoom(zoom: number, direction: 1 | -1): number {
  const found = direction === 1 ? steps.find((step) => step > zoom) : steps.findLast((step) => step < zoom)
  return found ?? zoom
}

/** The sizes to choose from; a size between the steps is among them. */
export const zoomsOffered = (zoom: number): number[] =>
  [...new Set([...steps, zoom])].toSorted((a, b) => a - b)
