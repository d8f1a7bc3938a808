import type { ResultColour, ResultIcon } from '../../results/limits'
import type { DefaultResultId } from '../../results/results'
import { count } from './count'

/** The names of the default results. */
const results: Record<DefaultResultId, string> = {
  interested: 'Interested',
  'not-interested': 'Not interested',
  'call-back': 'Call back',
  'no-answer': 'No answer',
  'wrong-number': 'Wrong number',
  done: 'Done',
  refused: 'Refuses calls'
}

/** The wrap-up of a call and the list of results, in English. */
export const wrapUpsEn = {
  title: 'Wrap-up',
  of: (number: string) => `Wrap-up: ${number}`,
  result: 'Result',
  results,
  noResult: 'No result',
  /** Announced when a result was set or cleared. */
  chosen: (name: string) => `Result: ${name}`,
  cleared: 'Result removed',
  keysHint: '1–9 set the result, N goes to the note, D puts the number on the do-not-call list.',
  addTags: 'Tags',
  callBack: 'Call back',
  times: { 'in-15-min': '15 min', 'in-1-hour': '1 h', tomorrow: 'Tomorrow 09:00', at: 'Other…' },
  callBackAt: (when: string) => `Call back: ${when}`,
  callBackSaved: (when: string) => `Call-back: ${when}`,

  notes: {
    title: 'Note',
    placeholder: 'What was said, what comes next…',
    saving: 'Saving…',
    saved: 'Saved',
    unsaved: 'Not saved yet',
    failed: 'Not saved.',
    left: (n: number) => `${count(n, 'character', 'characters')} left`,
    onlyHere: 'Notes and tags stay on this computer.'
  },

  tags: {
    title: 'Tags',
    add: 'Add a tag',
    hint: 'Enter or a comma adds a tag. Backspace removes the last one.',
    remove: (tag: string) => `Remove the tag ${tag}`,
    added: (tag: string) => `Tag ${tag} added.`,
    removed: (tag: string) => `Tag ${tag} removed.`,
    tooLong: (n: number) => `A tag has at most ${n} characters.`,
    tooMany: (n: number) => `A call has at most ${n} tags.`,
    suggestions: 'Tags in use'
  },

  settings: {
    section: 'Call results',
    summary: (n: number) => (n === 1 ? '1 result' : `${n} results`),
    intro: 'Set at the end of a call with the keys 1–9.',
    list: 'Results',
    nameOf: (name: string) => `Name: ${name}`,
    look: (name: string) => `Colour and icon: ${name}`,
    colour: 'Colour',
    icon: 'Icon',
    up: (name: string) => `Move up: ${name}`,
    down: (name: string) => `Move down: ${name}`,
    moved: (name: string, place: number, places: number) => `${name}: ${place} of ${places}`,
    remove: (name: string) => `Remove: ${name}`,
    removed: 'Removed',
    removedHint: 'Calls that have them keep them.',
    restore: (name: string) => `Use again: ${name}`,
    restoreShort: 'Use again',
    add: 'Add a result',
    newName: 'New result',
    full: 'At most nine results, one for each key.',
    usual: 'Restore the default list',
    colours: {
      grey: 'Grey',
      blue: 'Blue',
      teal: 'Teal',
      green: 'Green',
      amber: 'Amber',
      red: 'Red',
      purple: 'Purple',
      pink: 'Pink'
    } satisfies Record<ResultColour, string>,
    icons: {
      'thumbs-up': 'Thumbs up',
      'thumbs-down': 'Thumbs down',
      clock: 'Clock',
      'phone-missed': 'Missed call',
      hash: 'Number sign',
      done: 'Check mark',
      ban: 'Forbidden',
      star: 'Star',
      heart: 'Heart',
      flag: 'Flag',
      message: 'Message',
      mail: 'Letter',
      person: 'Person',
      question: 'Question mark'
    } satisfies Record<ResultIcon, string>
  }
}

/** The shape of every language's texts. */
export type WrapUpsMessages = typeof wrapUpsEn
