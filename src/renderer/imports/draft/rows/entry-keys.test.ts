import { describe, expect, it, vi } from 'vitest'
import { entryKey } from './entry-keys'

function press(key: string, at: Partial<KeyboardEvent> = {}, index = 50) {
  const list = { index, rowCount: 1_000, fullRows: 20, moveTo: vi.fn() }
  const does = { edit: vi.fn(), take: vi.fn(), copy: vi.fn(), leaveUp: vi.fn() }
  const preventDefault = vi.fn()
  const event = {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    preventDefault,
    ...at
  }
  entryKey(event as Partial<KeyboardEvent> as KeyboardEvent, list, does)
  return { ...does, moveTo: list.moveTo, preventDefault }
}

describe('keyboard handling in the rows', () => {
  it.each([
    ['ArrowDown', 51],
    ['ArrowUp', 49],
    ['PageDown', 69],
    ['PageUp', 31],
    ['Home', 0],
    ['End', 999]
  ])('%s moves the cursor', (key, to) => {
    const { moveTo, preventDefault } = press(key)
    expect(moveTo).toHaveBeenCalledWith(to)
    expect(preventDefault).toHaveBeenCalled()
  })

  it('ArrowUp in the first row moves the focus to the tabs', () => {
    expect(press('ArrowUp', {}, 0).leaveUp).toHaveBeenCalled()
  })

  it('Enter and F2 edit, Ctrl+Enter accepts the suggestion, and key repeat is ignored', () => {
    expect(press('Enter').edit).toHaveBeenCalled()
    expect(press('F2').edit).toHaveBeenCalled()
    expect(press('Enter', { ctrlKey: true }).take).toHaveBeenCalled()
    expect(press('Enter', { repeat: true }).edit).not.toHaveBeenCalled()
    expect(press('Enter', { ctrlKey: true, repeat: true }).take).not.toHaveBeenCalled()
  })

  it('other keys and input method composition are not handled', () => {
    const { preventDefault } = press('a')
    expect(preventDefault).not.toHaveBeenCalled()
    expect(press('Enter', { isComposing: true }).edit).not.toHaveBeenCalled()
  })
})
