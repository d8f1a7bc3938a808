import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { panelConfig } from './panel-config.mjs'

/** Notifications stay until they are clicked or closed, and stay in the history; tests read both. */
const dunstConfig = `[global]
    font = Noto Sans CJK SC 11
    width = 340
    origin = top-right
    offset = 12x48
    sort = no
    history_length = 200
    idle_threshold = 0
    show_age_threshold = -1
    markup = full
    format = "<b>%s</b>\\n%b"
    frame_width = 1
    show_indicators = no
    corner_radius = 6
    mouse_left_click = do_action, close_current
    icon_path = ""

[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0
`

/**
 * An Xauthority file valid for any display: family "wild", no address, no number, one cookie.
 * @param {Buffer} cookie 16 bytes
 */
function xauthorityOf(cookie) {
  const field = (data) => Buffer.concat([Buffer.from([data.length >> 8, data.length & 0xff]), data])
  return Buffer.concat([
    Buffer.from([0xff, 0xff]),
    field(Buffer.alloc(0)),
    field(Buffer.alloc(0)),
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(cookie)
  ])
}

/**
 * Creates a temporary home for a virtual desktop, with HOME, all XDG folders and the desktop's configuration, so that
 * the user's settings, key ring and caches are never touched.
 * @returns {{ env: Record<string, string>, folder: string, remove: () => void }}
 */
export function createPrivateHome() {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-desktop-'))
  const make = (name) => {
    const path = join(folder, name)
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return path
  }
  const config = make('config')
  const write = (path, content) => {
    mkdirSync(join(config, path, '..'), { recursive: true })
    writeFileSync(join(config, path), content)
  }
  write('dunst/dunstrc', dunstConfig)
  write('xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml', panelConfig)
  const xauthority = join(folder, 'Xauthority')
  writeFileSync(xauthority, xauthorityOf(randomBytes(16)), { mode: 0o600 })
  return {
    folder,
    env: {
      HOME: make('home'),
      XDG_CONFIG_HOME: config,
      XDG_DATA_HOME: make('data'),
      XDG_CACHE_HOME: make('cache'),
      XDG_STATE_HOME: make('state'),
      XDG_RUNTIME_DIR: make('run'),
      XAUTHORITY: xauthority
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
