import type { contactColumnKinds } from '../../contacts/contacts'

const grouped = new Intl.NumberFormat('en')
const contacts = (n: number): string => (n === 1 ? '1 contact' : `${grouped.format(n)} contacts`)
const rows = (n: number): string => (n === 1 ? '1 row' : `${grouped.format(n)} rows`)

/** Texts of the contacts window and of the contact dialog, in English. */
export const contactsEn = {
  title: 'Contacts',
  signedOutTitle: 'You are signed out',
  signedOutText: 'Sign in in the main window. The contacts of the tenant are shown here.',
  loading: 'Loading the contacts…',
  closedTitle: 'The contacts can’t be used now',

  search: 'Search the contacts',
  searchPlaceholder: 'Name, company, pinyin, number',
  clearSearch: 'Clear the search',
  total: contacts,
  selected: (n: number) => `${grouped.format(n)} selected`,
  tooMany: (n: number) => `At most ${grouped.format(n)} contacts can be selected at once.`,
  add: 'Add',
  addLong: 'Add a contact',
  import: 'Import…',
  remove: 'Delete',
  more: 'More',
  makeList: 'Create a work list…',
  makeListHint: (n: number) => `Of the ${contacts(n)} in the list`,
  removeAll: 'Delete all contacts…',
  removeAllAsk: (n: number) => `Delete all ${contacts(n)} from this computer? This can’t be undone.`,
  removedAll: 'All contacts were deleted.',
  removeSeveral: (n: number) => `Delete ${contacts(n)}`,
  call: 'Call',
  callNumber: (number: string) => `Call ${number}`,
  calling: (number: string) => `Calling ${number}`,
  asked: 'Answer the question in the main window.',
  copyNumber: (number: string) => `Copy ${number}`,

  list: 'Contacts',
  columns: { name: 'Name', company: 'Company', number: 'Number' },
  moreNumbers: (n: number) => `+${n}`,
  noMatchTitle: (text: string) => `No contact matches “${text}”`,
  noMatchText: 'Search by name, company, pinyin or its initials, or part of a number.',
  emptyTitle: 'No contacts yet',
  emptyText:
    'Import a table (CSV, Excel) or a vCard file, or drop it here. Names are then shown wherever a number is shown.',
  emptyImport: 'Import a file…',
  emptyCall: 'Add one from a call',
  emptyCallHint: 'In the main window: the menu of a recent call, its card or its details.',
  failedTitle: 'The contacts could not be loaded',
  rowsFailed: 'Some contacts could not be loaded.',

  drop: 'Drop to import these contacts',
  dropOne: 'Drop one file at a time.',

  details: 'Details of the contact',
  nothingChosen: 'Choose a contact to see it here.',
  severalChosen: (n: number) => `${contacts(n)} selected`,
  unnamed: 'Without a name',
  numbers: 'Numbers',
  noNumbers: 'No number',
  fields: 'Fields',
  note: 'Note',
  changedAt: (when: string) => `Last changed ${when}`,
  edit: 'Edit',
  gone: 'This contact was deleted.',
  previous: 'Previous contact',
  next: 'Next contact',

  removed: (name: string) => `${name} was deleted.`,
  removedSeveral: (n: number) => `${contacts(n)} deleted.`,
  restored: (n: number) => `${contacts(n)} restored.`,
  undo: 'Undo',

  form: {
    newTitle: 'New contact',
    editTitle: 'Edit the contact',
    name: 'Name',
    company: 'Company',
    numbers: 'Numbers',
    number: (n: number) => `Number ${n}`,
    numberPlaceholder: '138 0013 8000',
    label: (n: number) => `Label of number ${n}`,
    labelPlaceholder: 'Label',
    labels: ['Mobile', 'Office', 'Home', 'Assistant'],
    addNumber: 'Add a number',
    removeNumber: (n: number) => `Remove number ${n}`,
    fields: 'More',
    fieldName: (n: number) => `Name of field ${n}`,
    fieldNamePlaceholder: 'City, customer no. …',
    fieldValue: (n: number) => `Value of field ${n}`,
    addField: 'Add a field',
    removeField: (n: number) => `Remove field ${n}`,
    note: 'Note',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    saved: (name: string) => `${name} was saved.`,
    problems: {
      empty: 'Enter a name, a company or a number.',
      'number-missing': 'This isn’t a phone number.',
      'number-several': 'Enter one number per line.',
      'number-repeated': 'This number is already in the list.',
      'field-unnamed': 'Enter a name for this field.'
    },
    unsaved: 'Discard the changes?',
    discard: 'Discard'
  },

  dialog: {
    show: 'Show in contacts',
    addTitle: (number: string) => `Add ${number}`,
    new: 'New contact',
    existing: 'Existing contact',
    how: 'Add to',
    find: 'Find the contact',
    findHint: 'Name, company, pinyin or number',
    noneFound: 'No contact matches.',
    full: 'This contact can’t have more numbers.',
    loading: 'Loading the contact…'
  },

  importing: {
    title: 'Import contacts',
    reading: (name: string) => `Reading ${name}`,
    readingRows: (n: number) => `${rows(n)} so far`,
    checkTitle: 'Check the columns',
    checkText: (n: number, name: string) =>
      `${rows(n)} in ${name}. Choose what each column contains; the first rows are shown.`,
    vcardText: (n: number, name: string) => `${contacts(n)} in ${name}.`,
    column: (n: number, header: string) => (header === '' ? `Column ${n}` : header),
    kindOf: (column: string) => `What “${column}” contains`,
    labelOf: (column: string) => `Label of “${column}”`,
    numberLabel: 'Label',
    fieldLabel: 'Name of the field',
    kinds: {
      name: 'Name',
      company: 'Company',
      number: 'Phone number',
      note: 'Note',
      field: 'Other field',
      ignored: 'Don’t import'
    } satisfies Record<(typeof contactColumnKinds)[number], string>,
    sample: 'First rows of the file',
    rule: 'Contacts that already exist are updated, not duplicated.',
    problems: {
      nothing: 'Choose at least one column with a name, a company or a number.',
      'several-names': 'Choose one column for the name.',
      'several-companies': 'Choose one column for the company.',
      'several-notes': 'Choose one column for the note.',
      'field-unnamed': 'Enter a name for each other field.'
    },
    start: (n: number) => `Import ${rows(n)}`,
    startContacts: (n: number) => `Import ${contacts(n)}`,
    storing: (name: string) => `Importing ${name}`,
    stored: (done: number, all: number) => `${grouped.format(done)} of ${grouped.format(all)}`,
    cancel: 'Cancel',
    stop: 'Stop and undo',
    stopHint: 'The contacts stored so far are removed again.',
    doneTitle: 'Imported',
    doneText: (name: string) => `From ${name}`,
    result: { added: 'added', updated: 'updated', unchanged: 'unchanged', skipped: 'skipped' },
    skippedHint: 'Skipped rows have no name, no company and no number.',
    done: 'Show the contacts',
    failedTitle: (name: string) => `${name} was not imported`,
    another: 'Choose another file…',
    back: 'Back to the contacts',
    said: (added: number, updated: number) =>
      `Import finished: ${grouped.format(added)} added, ${grouped.format(updated)} updated.`
  },

  exporting: {
    button: 'Export',
    buttonRunning: (percent: number) => `Export, ${percent}%`,
    title: 'Export contacts',
    all: (n: number) => `All ${contacts(n)}, whatever the search shows.`,
    none: 'There are no contacts to export.',
    csv: 'CSV table',
    csvHint: 'For Excel and other programs',
    vcf: 'vCard',
    vcfHint: 'For phones and mail programs',
    running: (done: number, all: number) => `${grouped.format(done)} of ${grouped.format(all)}`,
    done: (n: number, name: string) => `${contacts(n)} exported to ${name}.`,
    failed: 'The export failed.',
    showFolder: 'Show in folder',
    private:
      'The file contains full names and phone numbers. Keep it where only authorised people can open it.'
  },

  loss: {
    title: 'Some contacts on this computer were lost',
    text: 'Import your file again, or add the missing contacts.'
  },

  keys: {
    search: 'Search',
    add: 'Add a contact',
    import: 'Import a file',
    move: 'Move in the list',
    ends: 'First or last contact',
    select: 'Select several',
    selectAll: 'Select all',
    open: 'Go to the details',
    call: 'Call the first number',
    edit: 'Edit',
    copy: 'Copy the numbers',
    remove: 'Delete',
    undo: 'Undo the deletion',
    save: 'Save, while editing'
  }
}

/** The shape of every language's texts. */
export type ContactsMessages = typeof contactsEn
