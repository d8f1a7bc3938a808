import { describe, expect, it } from 'vitest'
import type { KeptNote } from './call-note.svelte.ts'
import type { Result } from '../../shared/platform/result'
import { createNoteSaver, type NoteStatus } from './note-saver'

const note = (text: string): KeptNote => ({ note: text, tags: [] })

function saverUnderTest() {
  const saved: string[] = []
  const statuses: NoteStatus['kind'][] = []
  const replies: ((reply: Result<undefined>) => void)[] = []
  let pause: (() => void) | null = null
  const saver = createNoteSaver<KeptNote>({
    save: (kept) => {
      saved.push(kept.note)
      return new Promise((resolve) => replies.push(resolve))
    },
    after: (_delayMs, later) => {
      pause = later
      return () => (pause = null)
    },
    onStatus: ({ kind }) => statuses.push(kind)
  })
  return {
    saver,
    saved,
    statuses,
    /** Simulates a pause in typing. */
    rest: () => pause?.(),
    /** Replies to the oldest save, and lets its waiters continue. */
    async answer(reply: Result<undefined>) {
      replies.shift()?.(reply)
      await Promise.resolve()
      await Promise.resolve()
      await Promise.resolve()
    }
  }
}

const kept: Result<undefined> = { ok: true, value: undefined }
const refused: Result<undefined> = { ok: false, error: { code: 'records-failed' } }

describe('a note', () => {
  it('is saved when typing pauses, not on every keystroke', async () => {
    const under = saverUnderTest()
    under.saver.change(note('h'))
    under.saver.change(note('he'))
    expect(under.saved).toEqual([])
    under.rest()
    expect(under.saved).toEqual(['he'])
    await under.answer(kept)
    expect(under.statuses).toEqual(['unsaved', 'unsaved', 'saving', 'saved'])
    expect(under.saver.isPending).toBe(false)
  })

  it('that changes during a save is saved again, and only then counts as saved', async () => {
    const under = saverUnderTest()
    under.saver.change(note('one'))
    under.rest()
    under.saver.change(note('two'))
    under.rest()
    expect(under.saved).toEqual(['one'])
    await under.answer(kept)
    expect(under.saved).toEqual(['one', 'two'])
    expect(under.statuses.at(-1)).toBe('saving')
    await under.answer(kept)
    expect(under.statuses.at(-1)).toBe('saved')
  })

  it('that couldn’t be saved is reported, and retried on request', async () => {
    const under = saverUnderTest()
    under.saver.change(note('one'))
    void under.saver.flush()
    await under.answer(refused)
    expect(under.statuses.at(-1)).toBe('failed')
    expect(under.saver.isPending).toBe(true)
    void under.saver.flush()
    await under.answer(kept)
    expect(under.saved).toEqual(['one', 'one'])
    expect(under.statuses.at(-1)).toBe('saved')
  })

  it('that is unchanged isn’t saved', async () => {
    const under = saverUnderTest()
    await under.saver.flush()
    expect(under.saved).toEqual([])
    expect(under.statuses).toEqual([])
  })
})
