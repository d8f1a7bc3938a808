import { init } from './echarts'
import type { ChartModel } from './model'
import { readPalette } from './palette'

/** Title of a picture. */
export interface PictureTitle {
  title: string
  /** The days, and whether a filter is set. */
  period: string
}

/** Twice the screen size, for sharp pictures. */
const pixelRatio = 2
const marginPx = 24
const rootPx = 13

/** Truncates text to a width. */
function fitted(text: string, widthPx: number, context: CanvasRenderingContext2D): string {
  if (context.measureText(text).width <= widthPx) return text
  let cut = text.slice(0, 300)
  while (cut !== '' && context.measureText(`${cut}…`).width > widthPx) cut = cut.slice(0, -1)
  return `${cut}…`
}

/**
 * Renders a chart as PNG, always in the light theme on white, for letters and reports. @throws when the system can't
 * allocate the canvas.
 */
export async function drawPicture(
  model: ChartModel,
  { title, period }: PictureTitle,
  place: HTMLElement
): Promise<Uint8Array<ArrayBuffer>> {
  const palette = readPalette(place, 'light')
  const widthPx = model.layout === 'rows' ? 720 : 1_000
  const heightPx = Math.round(model.heightRem * rootPx * 1.25)
  const headPx = 62
  const canvas = document.createElement('canvas')
  canvas.width = (widthPx + 2 * marginPx) * pixelRatio
  canvas.height = (heightPx + headPx + 2 * marginPx) * pixelRatio
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')

  context.scale(pixelRatio, pixelRatio)
  context.fillStyle = palette.surface
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.textBaseline = 'top'
  context.fillStyle = palette.text
  context.font = `600 20px ${palette.fontFamily}`
  context.fillText(fitted(title, widthPx, context), marginPx, marginPx)
  context.fillStyle = palette.textMuted
  context.font = `14px ${palette.fontFamily}`
  context.fillText(
    fitted([period, model.pictureNote].filter((part) => part !== '').join(' · '), widthPx, context),
    marginPx,
    marginPx + 30
  )

  const chart = init(document.createElement('div'), null, {
    renderer: 'canvas',
    width: widthPx,
    height: heightPx,
    devicePixelRatio: pixelRatio
  })
  try {
    chart.setOption({ ...model.option({ ...palette, fontPx: 13 }), animation: false })
    const drawn = chart.renderToCanvas({ pixelRatio, backgroundColor: palette.surface })
    context.drawImage(drawn, marginPx, marginPx + headPx, widthPx, heightPx)
  } finally {
    chart.dispose()
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('no picture')
  return new Uint8Array(await blob.arrayBuffer())
}
