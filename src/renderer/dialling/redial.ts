import type { Call } from '../../shared/calls/call'
import { dialBox } from './dial-box.svelte.ts'
import { focus } from '../ui/focus'

/** Calls a number again; when the box has something to ask or to say about it, the focus goes there. */
export async function redialCall(call: Pick<Call, 'key' | 'callee'>): Promise<void> {
  await dialBox.redial(call)
  if (dialBox.text !== '') focus.box()
}
