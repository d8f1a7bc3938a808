import { untrack } from 'svelte'
import { accountIdentity } from './account-identity'
import { app } from './state.svelte.ts'

/**
 * Calls `forget` once another account or none is signed in, before the window is drawn for it. For the creation of a
 * component.
 */
export function onAccountChange(forget: () => void): void {
  const identity = $derived(accountIdentity(app.session))
  let former = ''
  $effect.pre(() => {
    if (identity === former) return
    if (former !== '') untrack(forget)
    former = identity
  })
}
