// Renders resources/sources/*.svg to resources/*.png. Run by hand after changing a source:
//   node scripts/draw-icons.mjs
import { Resvg } from '@resvg/resvg-js'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const resources = new URL('../resources/', import.meta.url)
const trayIcons = ['idle', 'phone-rings', 'calling', 'talking', 'offline']

/** @param {string} svg @param {number} sizePx @param {string} name */
function draw(svg, sizePx, name) {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: sizePx } }).render().asPng()
  writeFileSync(new URL(name, resources), png)
}

const source = (/** @type {string} */ name) => readFileSync(new URL(`sources/${name}.svg`, resources), 'utf8')

/** macOS colours menu bar icons itself and uses only their shape. */
const asTemplate = (/** @type {string} */ svg) =>
  svg.replaceAll(/#(7b8794|e07b00|2b7de0|14924a|d13438)/g, '#000')

for (const icon of trayIcons) {
  const svg = source(`tray-${icon}`)
  draw(svg, 16, `tray/${icon}.png`)
  draw(svg, 24, `tray/${icon}@1.5x.png`)
  draw(svg, 32, `tray/${icon}@2x.png`)
  draw(svg, 24, `tray/${icon}-24.png`)
  const template = asTemplate(icon === 'talking' ? source('tray-talking-template') : svg)
  draw(template, 16, `tray/${icon}Template.png`)
  draw(template, 32, `tray/${icon}Template@2x.png`)
}
draw(source('icon'), 512, 'icon.png')
// The sizes of the hicolor icon theme, for Linux packages.
mkdirSync(new URL('icons/', resources), { recursive: true })
for (const sizePx of [16, 22, 24, 32, 48, 64, 128, 256, 512]) {
  draw(source('icon'), sizePx, `icons/${sizePx}x${sizePx}.png`)
}
