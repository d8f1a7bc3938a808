import { callNumber } from '../dialling/redial'
import { navigation } from '../platform/navigation.svelte.ts'

/** Calls a number by the number box, where questions and errors are shown. */
export function callFromPalette(number: string): void {
  navigation.home()
  void callNumber(number)
}
