import type { HoldReason, WorkState } from '../../work-lists/limits'

const plural = new Intl.PluralRules('en')
const counted = (count: string, n: number, one: string, other: string): string =>
  `${count} ${plural.select(n) === 'one' ? one : other}`

/** Texts of the call screen of work lists, in English. */
export const workRunEn = {
  title: 'Call screen',
  call: 'Call',
  callNow: 'Call now',
  callAgain: 'Call again',
  callName: (name: string) => `Call ${name}`,
  skip: 'Skip',
  later: 'Later',
  laterTitle: 'Call again when?',
  callBackTitle: 'When do you want to call back?',
  times: { 'in-15-min': 'In 15 min', 'in-1-hour': 'In 1 hour', tomorrow: 'Tomorrow 09:00' },
  timeLabel: 'Date and time',
  setTime: 'Set time',
  cancel: 'Cancel',
  hold: 'Hold',
  resume: 'Continue',
  stop: 'Stop',
  stopTitle: 'Stop working through the list; its entries stay as they are',
  undo: 'Undo',
  undoTitle: 'Undo the last step (Ctrl+Z)',
  automatic: 'Automatic',
  automaticTitle: 'After a wrap-up, the next call starts after a countdown',
  countdown: (name: string, seconds: number) => `Calling ${name} in ${seconds} s`,
  countdownHint: 'Space to hold · Enter to call now',
  starting: 'Starting the call…',
  checking: 'Checking how often this number was called…',
  question: 'Call this number?',
  callAnyway: 'Call anyway',
  loading: 'Reading the next entry…',
  attempt: (n: number) => (n === 1 ? 'Called once before' : `Called ${n} times before`),
  due: (when: string) => `Due ${when}`,
  suggestion: (result: string) => `No conversation. Enter chooses “${result}”`,
  choose: 'Choose a result',
  chosen: (result: string) => `Enter continues with “${result}”`,
  noResult: 'Continue without a result',
  untouched: 'The callee was not called.',
  callGone: 'This call is no longer among the recent calls.',
  unresolved: 'No reply was received. Deskline is waiting for events or the record of this call.',
  decideNow: 'Decide now',
  unsureTitle: 'This call may or may not have been made',
  unsure:
    'Deskline ended, or lost the connection, while this call was being started. Decide what to do with this entry.',
  unsureResult: 'It was made; the result is:',
  script: 'Script',
  noScript: 'This list has no script. You can write one on the page of the list.',
  checklist: 'Checklist',
  checked: (done: number, all: number) => `${done} of ${all}`,
  gap: (field: string) => `${field}: no value`,
  lastCalls: 'Last calls to this number',
  noCalls: 'Not among your recent calls.',
  contactNote: 'Note of the contact',
  fields: 'Details',
  next: 'Next',
  nothingNext: 'Nothing else is due',
  left: (count: string, n: number) => counted(count, n, 'entry left', 'entries left'),
  progress: (done: string, all: string) => `${done} of ${all} finished`,
  answered: (count: string) => `${count} answered`,
  between: (time: string) => `${time} between calls`,
  lastStep: (name: string, what: string) => `${name}: ${what}`,
  steps: {
    open: 'put back',
    later: 'later',
    calling: 'calling',
    unsure: 'unsure',
    done: 'done',
    skipped: 'skipped',
    never: 'on the do-not-call list'
  } satisfies Record<WorkState, string>,
  laterAt: (when: string) => `again ${when}`,
  finishedTitle: 'All entries are finished',
  finished: 'You can put back skipped entries on the page of the list, or export its results.',
  waitingTitle: (when: string) => `The next entry is due ${when}`,
  waiting: 'It will be shown here. Nothing is called automatically.',
  failedTitle: 'The list could not be read or changed',
  tryAgain: 'Try again',
  back: 'Work lists',
  heldTitle: 'Held',
  held: {
    user: 'You stopped the countdown.',
    typing: 'The countdown waits until you have finished typing.',
    'screen-locked': 'The screen was locked.',
    idle: 'No key or mouse was used for two minutes.',
    asleep: 'The computer was asleep, or its clock was set.',
    'window-hidden': 'This window was closed or hidden.',
    'line-lost': 'The connection to the service was lost.',
    'desk-phone': 'Your desk phone failed twice in a row.',
    question: 'A question waits for your answer.',
    'call-failed': 'The last call could not be started.',
    busy: 'Another call is in progress.'
  } satisfies Record<HoldReason, string>,
  said: {
    ready: (name: string) => `Next: ${name}. Enter calls.`,
    countdown: (name: string, seconds: number) => `${name} is called in ${seconds} seconds. Space holds.`,
    wrapUp: (outcome: string) => `${outcome}. Choose a result.`
  },
  strip: (name: string, left: string) => `${name}: ${left}`,
  stripLoading: 'A work list is being worked through',
  stripContinue: 'Continue',
  keys: {
    call: 'Call, or confirm the suggested result',
    skip: 'Skip this entry',
    later: 'Call later',
    result: 'Result of the call, or a time while it is asked for',
    note: 'Note of the call',
    hold: 'Hold or continue the countdown',
    cancel: 'Cancel; hold',
    undo: 'Undo the last step'
  },
  settings: {
    title: 'Work lists',
    automatic: 'Automatic mode',
    automaticHint:
      'After a wrap-up, the next call starts after a visible countdown. Each list starts by hand.',
    byHand: 'Each call starts by hand',
    automaticOn: (seconds: number) => `Automatic, after ${seconds} s`,
    countdown: 'Countdown',
    seconds: (n: number) => `${n} s`,
    next: 'What happens after a result',
    steps: {
      done: 'Done',
      'call-back': 'Call back at a time',
      retry: 'Call again',
      never: 'Never call again'
    },
    after: 'after',
    afterOptions: { 15: '15 min', 30: '30 min', 60: '1 hour', 120: '2 hours', 240: '4 hours', 1440: '1 day' },
    afterMinutes: (n: number) => `${n} min`,
    times: (n: number) => (n === 1 ? 'once at most' : `${n} times at most`),
    stepOf: (result: string) => `After “${result}”`,
    waitOf: (result: string) => `Wait after “${result}”`,
    timesOf: (result: string) => `Retries after “${result}”`
  },
  palette: {
    lists: 'Work lists',
    listsKeywords: 'work list outbound call screen',
    continue: (name: string) => `Continue “${name}”`,
    open: 'Open'
  }
}

/** The shape of every language's texts. */
export type WorkRunMessages = typeof workRunEn
