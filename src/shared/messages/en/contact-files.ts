/** Texts of files of contacts and of their file dialogs, in English. */
export const contactFilesEn = {
  choose: 'File with contacts',
  kinds: 'Contacts (CSV, TSV, TXT, XLSX, vCard)',
  allFiles: 'All files',
  fileKinds: { csv: 'CSV', vcf: 'vCard' },
  /** The name of an exported file. */
  stem: 'Contacts',
  /** Words for what a vCard contains. */
  card: {
    mobile: 'Mobile',
    work: 'Work',
    home: 'Home',
    fax: 'Fax',
    pager: 'Pager',
    email: 'Email',
    title: 'Job title',
    department: 'Department',
    address: 'Address',
    website: 'Website',
    birthday: 'Birthday',
    nickname: 'Nickname'
  },
  /** Titles of an exported table. */
  table: { name: 'Name', company: 'Company', number: 'Phone', note: 'Note', more: 'More' }
}

/** The shape of every language's texts. */
export type ContactFileMessages = typeof contactFilesEn
