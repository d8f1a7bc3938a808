import type { Callback } from '../../shared/callbacks/schema'
import type { Call } from '../../shared/calls/schema'
import { dialBox } from './dial-box.svelte.ts'
import { focus } from '../ui/focus'

/** Calls a number again; moves the focus to the box when that shows a prompt or an error. */
export async function redialCall(call: Pick<Call, 'key' | 'callee'>): Promise<void> {
  await dialBox.redial(call)
  if (dialBox.isCallerRefused) focus.caller()
  else if (dialBox.text !== '') focus.box()
}

/** Calls a number of a contact or of an earlier call; focuses like {@link redialCall}. */
export async function callNumber(number: string): Promise<void> {
  await dialBox.call(number)
  if (dialBox.isCallerRefused) focus.caller()
  else if (dialBox.text !== '') focus.box()
}

/** Calls the number of a call-back; focuses like {@link redialCall}. */
export async function callBack(callback: Pick<Callback, 'id' | 'number'>): Promise<void> {
  await dialBox.callBack(callback)
  if (dialBox.text !== '') focus.box()
}
