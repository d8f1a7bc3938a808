/** Texts of the palette, in English. `keywords`: further words that find a command. */
export const paletteEn = {
  title: 'Search Deskline',
  placeholder: 'Name, number, setting or command',
  none: 'Nothing matches.',
  groups: {
    contacts: 'Contacts',
    calls: 'Recent calls',
    callbacks: 'Call-backs',
    campaigns: 'Campaigns',
    workLists: 'Work lists',
    commands: 'Commands',
    settings: 'Settings'
  },
  acts: { call: 'Call', open: 'Open', details: 'Details', run: 'Run' },
  move: 'Move',
  close: 'Close',
  callNumber: (number: string) => `Call ${number}`,
  importOf: (name: string, campaign: string) => `${name} → ${campaign}`,
  commands: {
    contacts: { title: 'Open contacts', keywords: 'names address book people' },
    records: { title: 'Open records', keywords: 'history calls recordings' },
    campaigns: { title: 'Open campaigns', keywords: 'imports lists' },
    callbacks: { title: 'Open call-backs', keywords: 'reminders' },
    newCallback: { title: 'New call-back', keywords: 'add reminder' },
    team: { title: 'Open team', keywords: 'colleagues' },
    connection: { title: 'Open connection', keywords: 'line network diagnostics' },
    settings: { title: 'Open settings', keywords: 'preferences options' },
    about: { title: 'About Deskline', keywords: 'version build licences update' },
    keys: { title: 'Keyboard', keywords: 'shortcuts help' },
    pause: { title: 'Pause notifications for an hour', keywords: 'do not disturb quiet' },
    resume: { title: 'Resume notifications', keywords: 'do not disturb' },
    redial: { title: 'Call the last number again', keywords: 'redial' },
    diagnostics: { title: 'Copy diagnostics', keywords: 'report support' },
    signOut: { title: 'Sign out', keywords: 'sign out log off account leave' },
    quit: { title: 'Quit Deskline', keywords: 'exit close' }
  },
  settings: {
    keywords: 'settings preferences'
  }
}

/** The shape of every language's texts. */
export type PaletteMessages = typeof paletteEn
