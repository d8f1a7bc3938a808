import { dialBox } from './dial-box.svelte'
import { focus } from './focus'

/** Calls a number again; when the box has something to ask or to say about it, the focus goes there. */
export async function redialNumber(number: string): Promise<void> {
  await dialBox.redial(number)
  if (dialBox.question !== 'none' || dialBox.error !== null) focus.box()
}
