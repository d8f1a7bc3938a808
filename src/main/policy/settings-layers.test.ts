import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../shared/app/settings'
import { settingsSchema } from '../../shared/app/schema'
import { closedPolicy, noPolicy, type Policy } from './policy-schema'
import { createSettingsLayers, laid, leavesOf } from './settings-layers'

const policy: Policy = {
  preset: { settings: { theme: 'dark', dialling: { undoPauseMs: 3_000 } } },
  locked: { settings: { dialling: { policy: 'ask-always' }, hotKeys: { 'redial-last': null } } }
}
const layers = createSettingsLayers(policy)
const own = laid({ theme: 'light', dialling: { policy: 'never-ask' } }, defaultSettings)

describe('the settings in force', () => {
  test('are default, then preset, then the user’s choice, then what is locked', () => {
    const effective = layers.effective(
      laid({ theme: 'light', dialling: { policy: 'never-ask' } }, layers.base)
    )
    expect(effective.theme).toBe('light')
    expect(effective.dialling).toEqual({
      ...defaultSettings.dialling,
      undoPauseMs: 3_000,
      policy: 'ask-always'
    })
    expect(createSettingsLayers(noPolicy).effective(defaultSettings)).toEqual(defaultSettings)
  })

  test('are valid settings, and a locked value is the policy’s whatever the file says', () => {
    const leaf = fc.constantFrom(...leavesOf(defaultSettings).keys())
    fc.assert(
      fc.property(leaf, fc.jsonValue(), (path, value) => {
        const keys = path.split('.')
        const edit: unknown = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
        const parsed = settingsSchema.safeParse(laid<unknown>(edit, defaultSettings))
        fc.pre(parsed.success)
        const effective = layers.effective(parsed.data)
        expect(effective.dialling.policy).toBe('ask-always')
        expect(effective.hotKeys['redial-last']).toBeNull()
        settingsSchema.parse(effective)
      })
    )
  })
})

describe('a change', () => {
  const current = layers.effective(own)

  test('of a locked setting is refused, also inside of a whole object', () => {
    const next = {
      ...current,
      theme: 'dark' as const,
      dialling: { ...current.dialling, policy: 'never-ask' as const }
    }
    expect(layers.refused(current, next)).toBe('dialling.policy')
    expect(
      layers.refused(current, { ...current, dialling: { ...current.dialling, undoPauseMs: 0 } })
    ).toBeNull()
  })

  test('keeps the user’s own value of a locked setting for the day it is unlocked', () => {
    const chosen = layers.chosen(own, { ...current, theme: 'dark' })
    expect(chosen.dialling.policy).toBe('never-ask')
    expect(chosen.theme).toBe('dark')
  })

  test('stores what differs from default and preset only, so that a later preset reaches the rest', () => {
    expect(layers.stored(layers.base)).toEqual({})
    expect(layers.stored({ ...layers.base, theme: 'light' })).toEqual({ theme: 'light' })
    expect(layers.stored(laid({ dialling: { undoPauseMs: 0 } }, layers.base))).toEqual({
      dialling: { undoPauseMs: 0 }
    })
  })

  test('of anything but the pause of notifications is refused while no policy can be read', () => {
    const closed = createSettingsLayers(closedPolicy, true)
    const now = closed.effective(defaultSettings)
    expect(now.privacy.isNumberMasked).toBe(true)
    for (const [path, value] of leavesOf(now)) {
      const keys = path.split('.')
      const other = typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : 'other'
      const edit = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), other)
      const refused = closed.refused(now, laid(edit as never, now))
      expect(refused).toBe(path === 'notificationsPausedUntilMs' ? null : path)
    }
  })
})
