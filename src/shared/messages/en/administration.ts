import type { PolicyProblem } from '../../policy/policy'

/** What the commands for administrators print, in English. */
export const administrationEn = {
  check: {
    noPolicy: 'This computer has no policy for Deskline.',
    line: (line: number, text: string): string => `Line ${line}: ${text}`,
    locked: (name: string, value: string): string => `${name} is locked to ${value}.`,
    preset: (name: string, value: string): string => `${name} is preset to ${value}; users can change it.`,
    given: (name: string, value: string): string => `${name} is ${value}.`,
    ignored: (name: string): string => `${name} is for editors; Deskline ignores it.`,
    twice: (name: string): string => `${name} is there twice; the last one would count.`,
    unknown: (name: string): string => `${name} is unknown to this version of Deskline.`,
    wrong: (name: string, reason: string): string => `${name} has a wrong value. ${reason}`,
    wrongRoot: (reason: string): string => `This isn’t a policy. ${reason}`,
    syntax: 'This isn’t JSON from here on.',
    valid: (count: number): string =>
      count === 1 ? 'The policy is valid: 1 value.' : `The policy is valid: ${count} values.`,
    invalid: (count: number): string =>
      count === 1
        ? 'The policy has 1 mistake. Deskline doesn’t apply it, not even in part.'
        : `The policy has ${count} mistakes. Deskline doesn’t apply it, not even in part.`,
    problems: {
      unreadable: (place: string, detail: string): string => `${place} can’t be read (${detail}).`,
      invalid: (place: string, detail: string): string => `${place} isn’t a valid policy (${detail}).`,
      'not-protected': (place: string, detail: string): string =>
        `Deskline doesn’t apply ${place}: ${detail} must belong to root, and only root may write to it.`
    } satisfies Record<PolicyProblem, (place: string, detail: string) => string>
  },
  provision: {
    unreadable: (place: string): string => `${place} can’t be read, so no account was set up.`,
    invalid: (reason: string): string =>
      `That isn’t an account with its token, so it was not set up. ${reason}`,
    refused: (field: string, reason: string): string => `The account was not set up (${field}). ${reason}`,
    notKept: (reason: string): string => `The token was not stored, so no account was set up. ${reason}`,
    running: 'Deskline is running. Quit it first.',
    done: (tenant: string, agent: string): string =>
      `Desk phone ${agent} of tenant ${tenant} is set up. The token is in the system’s key store.`,
    deleted: (place: string): string => `${place} was deleted, because it held the token.`,
    toDelete: (place: string): string => `Delete ${place} now: it still holds the token.`
  }
}

/** The shape of every language's texts. */
export type AdministrationMessages = typeof administrationEn
