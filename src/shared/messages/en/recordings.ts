import type { DownloadStatus, DownloadStop, RecordingErrorCode } from '../../recordings/recordings'
import { agreeing, count } from './count'

/** Why a recording isn't available, where the general text of the error would refer to the service. */
const failures: Record<RecordingErrorCode, string> = {
  'recording-missing': 'The recording server has no recording of this call, or no longer has it.',
  'recording-address-refused': 'For your safety, Deskline doesn’t open the address of this recording.',
  'recording-refused': 'The recording server refused this recording. Ask your administrator.',
  'recording-invalid': 'What the server sent isn’t a recording.',
  'recording-incomplete': 'The recording wasn’t received completely.',
  'recording-too-large': 'The recording is too large for Deskline.',
  'disk-full': 'The disk is full. Free some space, then try again.',
  'folder-unwritable': 'The folder can’t be written to. Check it and its permissions.',
  unreachable: 'The recording server can’t be reached. Check the network.',
  'certificate-refused': 'The recording server’s certificate isn’t valid, so nothing was downloaded.',
  'timed-out': 'The recording server took too long to reply.',
  cancelled: 'Cancelled.',
  'redirect-refused': 'The recording server redirects to another address, which Deskline doesn’t follow.',
  'rate-limited': 'The recording server is getting too many requests. Wait a moment.',
  'service-failed': 'The recording server has a problem.'
}

/** The same, as part of a list. */
const reasons: Record<RecordingErrorCode, string> = {
  'recording-missing': 'no longer on the server',
  'recording-address-refused': 'address not allowed',
  'recording-refused': 'refused by the server',
  'recording-invalid': 'not a recording',
  'recording-incomplete': 'not received completely',
  'recording-too-large': 'too large',
  'disk-full': 'disk full',
  'folder-unwritable': 'folder not writable',
  unreachable: 'server unreachable',
  'certificate-refused': 'certificate not valid',
  'timed-out': 'took too long',
  cancelled: 'cancelled',
  'redirect-refused': 'redirected to another address',
  'rate-limited': 'too many requests',
  'service-failed': 'server problem'
}

const statuses: Record<DownloadStatus, string> = {
  waiting: 'Waiting',
  running: 'Downloading',
  paused: 'Paused',
  done: 'Done',
  skipped: 'Already there',
  failed: 'Failed',
  cancelled: 'Cancelled'
}

const stops: Record<DownloadStop, string> = {
  'disk-full': 'Stopped: the disk is full. Free some space, then resume.',
  'folder-unwritable': 'Stopped: the folder can’t be written to. Check it, then resume.',
  unreachable: 'Stopped: the recording server can’t be reached. Check the network, then resume.'
}

/** The details of a call in the records window: its recording, downloads and exports. */
export const recordingsEn = {
  failures,

  call: {
    panel: 'Call',
    previous: 'Previous call',
    next: 'Next call',
    close: 'Close',
    noNumber: 'No number',
    loading: 'Loading the call…',
    gone: 'This call is no longer in the records.',
    incomplete: 'The record isn’t complete yet.',
    stillIncomplete: 'The service hasn’t completed the record yet.',
    refresh: 'Refresh',
    refreshing: 'Refreshing…',
    copyNumber: 'Copy the number',
    copyId: 'Copy the call ID',
    redial: 'Call again',
    dialling: 'Starting…',
    dialStarted: (number: string) => `Your phone rings for ${number}.`,
    dialAsked: 'Answer the question about this call in Deskline’s main window.',
    record: 'Record',
    startedAt: 'Started',
    answeredAt: 'Answered',
    endedAt: 'Ended',
    duration: 'Duration',
    cost: 'Cost',
    caller: 'Caller number',
    agent: 'Desk phone',
    salesman: 'Salesman code',
    recording: 'Recording',
    hasRecording: 'Available',
    noRecording: 'None',
    noRecordingYet: 'Not available yet',
    id: 'Call ID',
    unknown: '–',
    timeline: 'Live steps'
  },

  player: {
    title: 'Recording',
    hint: 'Space plays and pauses, ← → seek by 5 seconds, Shift+← → go to the other recordings.',
    play: 'Play',
    pause: 'Pause',
    previous: 'Previous recording',
    next: 'Next recording',
    noPrevious: 'This is the first recording of the list.',
    noNext: 'This is the last recording of the list.',
    position: 'Position',
    positionOf: (at: string, total: string) => `${at} of ${total}`,
    fetching: 'Fetching the recording…',
    fetched: (received: string, total: string) => `${received} of ${total}`,
    unplayable: (format: string) =>
      format === ''
        ? 'The format of this recording is unknown.'
        : `This is ${format}, which can’t be played here.`,
    unplayableHint: 'Download it and open it in a program that supports it.',
    broken: 'This recording can’t be played: it is damaged, or its format is unknown.',
    download: 'Download',
    showFolder: 'Show in folder',
    rate: 'Speed',
    rateOf: (rate: string) => `${rate}×`,
    volume: 'Volume',
    volumeOf: (percent: number) => `${percent}%`,
    mute: 'Mute',
    unmute: 'Sound on',
    device: 'Output',
    defaultDevice: 'System default',
    deviceGone: 'The chosen output isn’t available. The system’s default is used.',
    noWaveform: 'No waveform for this recording.',
    channels: 'Both sides of the call, one above the other.'
  },

  downloads: {
    title: 'Downloads',
    button: (settled: number, all: number) => `Downloads: ${settled} of ${all}`,
    buttonFailed: (n: number) => `Downloads: ${n} failed`,
    empty: 'Nothing is being downloaded.',
    emptyHint: 'Choose calls in the table, then download their recordings.',
    added: (n: number) => `${count(n, 'recording is', 'recordings are')} added to the downloads.`,
    noneAdded: 'Nothing to add: these recordings are already being downloaded.',
    refused: (n: number) =>
      `${count(n, 'recording', 'recordings')} could not be added: at most 10,000 can wait at once.`,
    progress: (settled: number, all: number) => `${settled} of ${all}`,
    running: (n: number) => `${n} running`,
    waiting: (n: number) => `${n} waiting`,
    paused: (n: number) => `${n} paused`,
    failed: (n: number) => `${n} failed`,
    pausedAll: 'Paused.',
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    retry: 'Try again',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    cancelAll: 'Cancel all',
    retryFailed: 'Retry failed',
    clear: 'Clear finished',
    showFolder: 'Show folder',
    list: 'Downloads, in the order in which they were added',
    actionOf: (action: string, file: string) => `${action}: ${file}`,
    retryIn: (seconds: number) => `trying again in ${seconds} s`,
    statuses,
    stops,
    reasons,
    bytesOf: (received: string, total: string) => `${received} of ${total}`,
    summary: 'Finished',
    summaryDone: (n: number, size: string) => `${count(n, 'recording', 'recordings')} downloaded, ${size}.`,
    summarySkipped: (n: number) => (n === 1 ? '1 was already there.' : `${n} were already there.`),
    summaryCancelled: (n: number) => `${n} cancelled.`,
    summaryFailed: (n: number) => `${n} failed:`,
    reason: (words: string, n: number) => `${words}: ${n}`
  },

  cache: {
    title: 'Played recordings',
    kept: (size: string) => `${size} kept on this computer for instant playback.`,
    none: 'None are kept on this computer.',
    empty: 'Clear',
    emptied: 'The played recordings were removed from this computer.',
    limit: 'At most',
    off: 'Keep none'
  },

  exports: {
    button: 'Export',
    title: 'Export the list',
    rows: (n: string, calls: number) =>
      `${n} ${calls === 1 ? 'call' : 'calls'} as filtered and sorted, with the columns that are shown.`,
    none: 'There are no calls to export.',
    csv: 'CSV file…',
    csvHint: 'Opens in any spreadsheet',
    xlsx: 'Excel workbook (XLSX)…',
    xlsxHint: 'Numbers and times as values',
    running: (rows: string, total: string) => `${rows} of ${agreeing(total, 'call', 'calls')} written`,
    buttonRunning: (percent: number) => `Export: ${percent}%`,
    done: (rows: string, file: string) => `${agreeing(rows, 'call is', 'calls are')} in ${file}.`,
    failed: 'The export failed.',
    showFolder: 'Show in folder',
    private: 'The file contains full phone numbers. Keep it where only authorised people can open it.'
  }
}

/** The shape of every language's texts. */
export type RecordingsMessages = typeof recordingsEn
