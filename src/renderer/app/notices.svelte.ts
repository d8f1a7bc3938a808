import { keepView } from '../platform/kept-view'

/** The notices that were dismissed, until the program ends. */
export const dismissedNotices = $state({ token: false, key: false })

keepView(
  'dismissed-notices',
  () => dismissedNotices,
  (kept: typeof dismissedNotices) => void Object.assign(dismissedNotices, kept)
)
