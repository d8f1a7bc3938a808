import { expect, test } from 'vitest'
import { emptyState } from '../empty-state'
import { createManualClock } from '../manual-clock'
import { createState } from '../topics'
import { createBookUnderTest } from './book-under-test'
import { createImports } from './imports'

test('that earlier imports are forgotten is said until Deskline ends, whatever goes well after it', async () => {
  const state = createState(emptyState)
  const { store } = createBookUnderTest()
  store.always('campaigns', () => ({ ok: true, value: [] }))
  store.always('refreshBlockList', () => ({ ok: true, value: null }))
  const imports = createImports({
    state,
    clock: createManualClock(),
    store: {
      ask(operation, ...asked) {
        // The file is put aside while its process begins, which is before anything is answered.
        if (operation === 'imports') imports.wasSetAside()
        return store.ask(operation, ...asked)
      }
    },
    service: () => null,
    dialogs: { saveFile: () => Promise.resolve(null), showFile: () => undefined },
    labels: () => ({}),
    keepSettings: () => undefined,
    newId: () => 'new',
    onAlert: () => undefined
  })
  await imports.open()
  expect(state.get('imports')).toMatchObject({ isOpen: true, problem: { code: 'imports-set-aside' } })
})
