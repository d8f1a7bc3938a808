/** The notices that were dismissed, until the page is reloaded. */
export const dismissedNotices = $state({ token: false, key: false })
