/** The limits of the contacts of one tenant. */
export const contactLimits = {
  maxContacts: 200_000,
  /** Phone numbers of one contact. */
  maxNumbers: 20,
  /** Free fields of one contact. */
  maxFields: 30,
  /** The longest name, company, label, field name; UTF-16 units. */
  maxName: 200,
  /** The longest value of a free field. */
  maxValue: 1_000,
  maxNote: 2_000,
  /** Names beside numbers that windows and tray know at once. */
  maxNames: 2_000,
  /** Columns of an imported table. */
  maxColumns: 100
} as const

/** What a column of an imported table contains; `ignored`: not imported. */
export const contactColumnKinds = ['name', 'company', 'number', 'note', 'field', 'ignored'] as const

/** Formats of exported contacts. */
export const contactFormats = ['csv', 'vcf'] as const
