import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runTool } from '../../desktop/run-tool'
import { createShortcutWriter } from './shortcut-writer'

vi.mock('electron', () => ({ app: { isPackaged: false, getAppPath: () => '/opt/话机 project' } }))

const key = 'CommandOrControl+Shift+F9'
const name = 'Deskline: it’s "there"'
const command = "'/home/it'\\''s/deskline' dial"

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'deskline-shortcut-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('GNOME, with the real gsettings', () => {
  const mediaKeys = 'org.gnome.settings-daemon.plugins.media-keys'
  const foreign = '/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom0/'

  /** GNOME's schema in small (gnome-settings-daemon), which this computer needn't have. */
  const schema = `<schemalist>
    <schema id="${mediaKeys}" path="/org/gnome/settings-daemon/plugins/media-keys/">
      <key name="custom-keybindings" type="as"><default>[]</default></key>
    </schema>
    <schema id="${mediaKeys}.custom-keybinding">
      <key name="name" type="s"><default>''</default></key>
      <key name="binding" type="s"><default>''</default></key>
      <key name="command" type="s"><default>''</default></key>
    </schema>
  </schemalist>`

  /** Runs a tool with settings of its own. */
  const run = (program: string, args: string[]): Promise<string | null> =>
    runTool(
      'env',
      [
        `XDG_CONFIG_HOME=${home}`,
        `GSETTINGS_SCHEMA_DIR=${home}`,
        'GSETTINGS_BACKEND=keyfile',
        program,
        ...args
      ],
      30_000
    )
  const read = (of: string, property: string): Promise<string | null> =>
    run('gsettings', ['get', of, property])
  const open = () => createShortcutWriter('gnome', { name, command, run })

  beforeEach(() => {
    writeFileSync(join(home, 'media-keys.gschema.xml'), schema)
    // Debian keeps it off the path up to version 12.
    const folders = `${process.env['PATH']}:/usr/lib/x86_64-linux-gnu/glib-2.0:/usr/lib/aarch64-linux-gnu/glib-2.0`
    execFileSync('glib-compile-schemas', [home], { env: { ...process.env, PATH: folders } })
  })

  test('the shortcut is written beside the user’s own, and removed without a trace', async () => {
    await run('gsettings', ['set', mediaKeys, 'custom-keybindings', `['${foreign}']`])
    const before = readFileSync(join(home, 'glib-2.0/settings/keyfile'), 'utf8')
    const writer = open()
    expect(await writer?.isSet()).toBe(false)
    expect(await writer?.write(key)).toBe(true)
    expect(await writer?.isSet()).toBe(true)
    const listed = (await read(mediaKeys, 'custom-keybindings')) ?? ''
    expect(listed).toContain(foreign)
    const ours = /'([^']*deskline\/)'/.exec(listed)?.[1] ?? ''
    expect(await read(`${mediaKeys}.custom-keybinding:${ours}`, 'binding')).toBe("'<Control><Shift>F9'")
    const written = readFileSync(join(home, 'glib-2.0/settings/keyfile'), 'utf8')
    expect(written).toContain('deskline')

    expect(await writer?.remove()).toBe(true)
    expect(await writer?.isSet()).toBe(false)
    // The heading of an empty group is all that this kind of storage keeps.
    const after = readFileSync(join(home, 'glib-2.0/settings/keyfile'), 'utf8')
    expect(after.replace(/\n\[[^\]]*deskline\]\n/, '').trim()).toBe(before.trim())
  })

  test('a command with quotes arrives unchanged, and a second write replaces the first', async () => {
    const writer = open()
    await writer?.write(key)
    expect(await writer?.write('Control+Alt+D')).toBe(true)
    const listed = (await read(mediaKeys, 'custom-keybindings')) ?? ''
    expect(listed.match(/deskline/g)).toHaveLength(1)
    const ours = `${mediaKeys}.custom-keybinding:${/'([^']*)'/.exec(listed)?.[1]}`
    expect(await read(ours, 'binding')).toBe("'<Control><Alt>d'")
    expect(await read(ours, 'command')).toBe(String.raw`"'/home/it'\\''s/deskline' dial"`)
  })

  test('a desktop without these settings reports that it didn’t take the change', async () => {
    rmSync(join(home, 'gschemas.compiled'))
    const writer = open()
    expect(await writer?.write(key)).toBe(false)
    expect(await writer?.isSet()).toBe(false)
    expect(await writer?.remove()).toBe(false)
  })

  test('a key that GNOME has no name for is refused before anything is written', async () => {
    expect(await open()?.write('Control+MediaStop')).toBe(false)
    expect(existsSync(join(home, 'glib-2.0/settings/keyfile'))).toBe(false)
  })
})

describe('KDE', () => {
  beforeEach(() => {
    vi.stubEnv('XDG_DATA_HOME', join(home, 'data'))
    mkdirSync(join(home, 'data'))
  })
  afterEach(() => vi.unstubAllEnvs())

  test('a desktop entry has the key, KDE is told to read it, and it can be removed', async () => {
    const ran: string[] = []
    const run = (program: string): Promise<string | null> => {
      ran.push(program)
      return Promise.resolve(program === 'kbuildsycoca6' ? null : '')
    }
    const writer = createShortcutWriter('kde', { name, command, run })
    expect(await writer?.write(key)).toBe(true)
    const entry = readFileSync(join(home, 'data/applications/com.deskline.app.dial.desktop'), 'utf8')
    expect(entry).toContain('\nX-KDE-Shortcuts=Ctrl+Shift+F9\n')
    expect(entry).toContain(`\nName=${name}\n`)
    expect(entry).toMatch(/\nExec=.* "\/opt\/话机 project" dial\n/)
    // Plasma 5 has the older tool.
    expect(ran).toEqual(['kbuildsycoca6', 'kbuildsycoca5'])
    expect(await writer?.remove()).toBe(true)
    expect(await writer?.isSet()).toBe(false)
  })
})

test.each(['sway', 'hyprland', null] as const)(
  'the configuration of %s is the user’s to change',
  (desktop) => {
    expect(createShortcutWriter(desktop, { name, command })).toBeNull()
  }
)
