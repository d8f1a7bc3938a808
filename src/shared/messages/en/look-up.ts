import type { LookUpProblem } from '../../contacts/look-up'

/** The settings of the look-up of names, in English. */
export const lookUpEn = {
  title: 'Look up names',
  intro: (example: string) =>
    `Asks a server, such as your CRM, whose a number is. It replies with JSON: ${example}. Contacts on this computer come first.`,
  isOn: 'Ask the server',
  address: 'Address of the look-up',
  number: 'Number to try',
  try: 'Try',
  tryLabel: 'Try the look-up',
  found: (name: string) => `Found: ${name}`,
  foundPage: (name: string, page: string) => `Found: ${name}. Its page: ${page}`,
  unknown: (number: string) => `The server replied, but doesn’t know ${number}.`,
  problems: {
    unreachable: 'The server can’t be reached.',
    'timed-out': 'The server took longer than two seconds.',
    'certificate-refused': 'The server’s certificate isn’t trusted.',
    refused: 'The server refused the request.',
    redirected: 'The server redirects to another address. Enter that one.',
    'too-large': 'The reply is larger than 64 KB.',
    'not-json': 'The reply isn’t JSON. It may be a sign-in page.',
    'unknown-shape': 'The reply is JSON, but name, company and link aren’t texts.'
  } satisfies Record<LookUpProblem, string>
}
