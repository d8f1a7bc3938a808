/** See update-feed.mjs. */
export function writeLinuxFeed(options: {
  files: string[]
  version: string
  date: string
  output: string
  arch?: string
}): string
export function signFeeds(folder: string, keyFile: string): string[]
