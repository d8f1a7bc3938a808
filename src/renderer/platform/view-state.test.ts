import { expect, test, vi } from 'vitest'
import type { Bridge } from '../../shared/app/contract'
import { maxViewStateLength } from '../../shared/app/view-state'
import { ViewState } from './view-state'

/** A page, with what its former one left; `left`: what it leaves itself when it is asked to. */
function openPage(former: string | null, isSecret = false) {
  let leave: (asked: { id: string }) => void = () => undefined
  const left: unknown[] = []
  const bridge = {
    commands: {
      'window:enter': () => Promise.resolve({ ok: true, value: former }),
      'window:leave': (input: unknown) => {
        left.push(input)
        return Promise.resolve({ ok: true, value: undefined })
      }
    },
    on: {
      'view:leaving': (listener: typeof leave) => {
        leave = listener
        return () => undefined
      }
    }
  } as unknown as Pick<Bridge, 'commands' | 'on'>
  const restorePlace = vi.fn()
  const view = new ViewState(bridge, { read: () => 'place', restore: restorePlace }, () => isSecret)
  const askToLeave = (): { id: string; view: string | null } => {
    leave({ id: 'asked' })
    return left.at(-1) as { id: string; view: string | null }
  }
  return { view, restorePlace, askToLeave }
}

test('a page leaves its parts to the next one, also those that are registered later', async () => {
  const first = openPage(null)
  await first.view.start()
  first.view.keep(
    'box',
    () => '138',
    () => undefined
  )
  first.view.keep(
    'draft',
    () => ({ note: 'offer' }),
    () => undefined
  )
  const off = first.view.keep(
    'closed',
    () => 1,
    () => undefined
  )
  off()
  const { id, view } = first.askToLeave()
  expect(id).toBe('asked')

  const next = openPage(view)
  const [box, draft, closed] = [vi.fn(), vi.fn(), vi.fn()]
  next.view.keep('box', () => '', box)
  await next.view.start()
  expect(box).toHaveBeenCalledWith('138')
  expect(next.restorePlace).toHaveBeenCalledWith('place')
  next.view.keep('draft', () => null, draft)
  next.view.keep('closed', () => 0, closed)
  expect(draft).toHaveBeenCalledWith({ note: 'offer' })
  expect(closed).not.toHaveBeenCalled()
  // Each part is restored once: a dialog that is opened again starts empty.
  next.view.keep('draft', () => null, draft)
  expect(draft).toHaveBeenCalledTimes(1)
})

test('a page with a typed token, or with more than can be kept, stays', async () => {
  const withToken = openPage(null, true)
  await withToken.view.start()
  expect(withToken.askToLeave().view).toBeNull()
  const large = openPage(null)
  await large.view.start()
  large.view.keep(
    'box',
    () => 'x'.repeat(maxViewStateLength),
    () => undefined
  )
  expect(large.askToLeave().view).toBeNull()
})

test('what another account left isn’t restored', async () => {
  const page = openPage(JSON.stringify({ parts: { draft: 'offer' }, place: null }))
  await page.view.start()
  page.view.forget()
  const write = vi.fn()
  page.view.keep('draft', () => '', write)
  expect(write).not.toHaveBeenCalled()
})
