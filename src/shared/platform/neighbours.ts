/** External desktop services and programs that Deskline calls and that can hang. */
export const neighbours = [
  'notifications',
  'clipboard',
  'key-store',
  'tray',
  'link-tools',
  'browser',
  'proxy-settings',
  'disk'
] as const

/** See {@link neighbours}. */
export type Neighbour = (typeof neighbours)[number]
