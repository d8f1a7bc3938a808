import { keepView } from '../platform/kept-view'

let filter = $state('')
let isFiltering = $state(false)

keepView(
  'recents',
  () => ({ filter, isFiltering }),
  (kept: { filter: string; isFiltering: boolean }) => ({ filter, isFiltering } = kept)
)

/** The filter of the recent calls. */
export const recents = {
  get filter() {
    return filter
  },
  set filter(text: string) {
    filter = text
  },
  get isFiltering() {
    return isFiltering
  },
  openFilter(): void {
    isFiltering = true
  },
  closeFilter(): void {
    isFiltering = false
    filter = ''
  }
}
