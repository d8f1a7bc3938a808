/** The notices that were dismissed; forgotten when the window's page is. */
export const noticesSeen = $state({ token: false, key: false })
