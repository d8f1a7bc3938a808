/** The notices that were dismissed, until the page is reloaded. */
export const noticesSeen = $state({ token: false, key: false })
