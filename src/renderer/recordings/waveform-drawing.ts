import { fitPeaks, peakScale, type Waveform } from './waveform'

const barPx = 2
const gapPx = 1

/**
 * Draws bars around the centre line, in the text colour of `canvas`; of two channels, one above and one below the
 * line. Sizes in CSS px.
 */
export function drawWaveform(
  canvas: HTMLCanvasElement,
  { channels }: Waveform,
  { width, height, isDark }: { width: number; height: number; isDark: boolean }
): void {
  const scale = window.devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.scale(scale, scale)
  // Resolve the colour for the new theme, even if the document hasn't switched yet.
  canvas.style.colorScheme = isDark ? 'dark' : 'light'
  context.fillStyle = getComputedStyle(canvas).color
  const bars = Math.floor(width / (barPx + gapPx))
  const loudness = peakScale(channels)
  const middle = height / 2
  const room = middle - (channels.length > 1 ? gapPx / 2 : 0)
  const [upper, lower = upper] = channels.map((peaks) => fitPeaks(peaks, bars))
  const length = (peak: number) => Math.max(0.5, peak * loudness * room)
  const parting = middle - room
  for (let bar = 0; bar < bars; bar += 1) {
    const up = length(upper?.[bar] ?? 0)
    const down = length(lower?.[bar] ?? 0)
    context.fillRect(bar * (barPx + gapPx), middle - parting - up, barPx, up)
    context.fillRect(bar * (barPx + gapPx), middle + parting, barPx, down)
  }
}
