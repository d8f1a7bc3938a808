/** The page about the program and its updates, in English. */
export const aboutEn = {
  summary: (version: string) => `Version ${version}`,
  build: 'Build',
  builtOn: (commit: string, day: string) => `${commit}, ${day}`,
  fromSources: 'from the sources',
  system: 'System',
  copy: 'Copy',
  program: 'Program',
  licences: 'Licences',
  licencesIntro:
    'Deskline is free software under the MIT licence. It contains the work of others, whose licences are shipped with it.',
  licenceTexts: { deskline: 'Show the licences', chromium: 'Show Chromium’s licences' },
  updates: {
    title: 'Updates',
    off: 'Your organisation’s policy names no source of updates.',
    'by-hand': 'This copy of Deskline can’t replace itself. Install the new version from its package.',
    never: 'Not checked yet since the start.',
    current: (moment: string) => `Up to date. Checked ${moment}.`,
    checking: 'Looking for a newer version…',
    waiting: (version: string) =>
      `Version ${version} is available. It is downloaded once no call and no import is in progress.`,
    downloading: (version: string, percent: number) => `Downloading version ${version}: ${percent}%`,
    ready: (version: string) => `Version ${version} is downloaded. Restart Deskline to use it.`,
    busy: 'Possible once no call and no import is in progress.',
    failed: {
      'feed-unreachable':
        'The server of updates can’t be reached. Deskline tries again later; if this goes on, tell your administrator.',
      'feed-untrusted':
        'The answer of the server of updates isn’t signed by your organisation, so nothing was downloaded. Tell your administrator.',
      'download-failed': 'The download broke off. Deskline tries again later.',
      'download-damaged':
        'The downloaded file isn’t the one that your organisation signed, so it was discarded. Tell your administrator.',
      'not-installed':
        'The update was not installed: the system refused it, or it was cancelled. The present version goes on.'
    },
    check: 'Check now',
    install: 'Restart and update'
  }
}

/** The shape of every language's texts. */
export type AboutMessages = typeof aboutEn
