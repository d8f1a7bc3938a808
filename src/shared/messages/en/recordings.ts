import type { DownloadStatus, DownloadStop, RecordingErrorCode } from '../../recordings/recordings'
import { agreeing, count } from './count'

/** Why a recording isn't available, where the general text of the error would refer to the service. */
const failures: Record<RecordingErrorCode, string> = {
  'recording-missing': 'The server has no recording of this call (any longer).',
  'recording-address-refused':
    'The record names an address of the recording that Deskline does not open, to keep you safe.',
  'recording-refused': 'The server of the recordings does not give this one out. Ask your administrator.',
  'recording-invalid': 'What the server sent is not a recording.',
  'recording-incomplete': 'The recording ended before it was complete.',
  'recording-too-large': 'The recording is larger than Deskline takes.',
  'disk-full': 'The disk is full. Make room, then try again.',
  'folder-unwritable': 'Nothing can be written there. Check the folder and its permissions.',
  unreachable: 'The server of the recordings cannot be reached. Check the network.',
  'certificate-refused': 'The certificate of the recordings’ server is not valid, so nothing was fetched.',
  'timed-out': 'The server of the recordings took too long to answer.',
  cancelled: 'Cancelled.',
  'redirect-refused': 'The server of the recordings sent Deskline to an address that is not followed.',
  'rate-limited': 'The server of the recordings asks for fewer requests. Wait a moment.',
  'service-failed': 'The server of the recordings has a fault of its own.'
}

/** The same, as part of a list. */
const reasons: Record<RecordingErrorCode, string> = {
  'recording-missing': 'no longer on the server',
  'recording-address-refused': 'an address that is not opened',
  'recording-refused': 'refused by the server',
  'recording-invalid': 'not a recording',
  'recording-incomplete': 'ended early',
  'recording-too-large': 'too large',
  'disk-full': 'disk full',
  'folder-unwritable': 'folder not writable',
  unreachable: 'server not reached',
  'certificate-refused': 'certificate not valid',
  'timed-out': 'took too long',
  cancelled: 'cancelled',
  'redirect-refused': 'sent to another address',
  'rate-limited': 'too many requests',
  'service-failed': 'fault of the server'
}

const statuses: Record<DownloadStatus, string> = {
  waiting: 'Waiting',
  running: 'Downloading',
  paused: 'Paused',
  done: 'Done',
  skipped: 'Was there already',
  failed: 'Failed',
  cancelled: 'Cancelled'
}

const stops: Record<DownloadStop, string> = {
  'disk-full': 'Stopped: the disk is full. Make room, then go on.',
  'folder-unwritable': 'Stopped: nothing can be written to the folder. Check it, then go on.',
  unreachable: 'Stopped: the server of the recordings cannot be reached. Check the network, then go on.'
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
    gone: 'This call is not among the records any more.',
    incomplete: 'The record is not complete yet.',
    stillIncomplete: 'The service has not completed the record yet.',
    refresh: 'Refresh',
    refreshing: 'Refreshing…',
    copyNumber: 'Copy the number',
    copyId: 'Copy the call ID',
    redial: 'Call again',
    dialling: 'Starting…',
    dialStarted: (number: string) => `Your phone rings for ${number}.`,
    dialAsked: 'There is a question before this call: answer it in Deskline’s window.',
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
    hasRecording: 'There is one',
    noRecording: 'None',
    noRecordingYet: 'Not there yet',
    id: 'Call ID',
    unknown: '–',
    timeline: 'As it was followed live'
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
      format === '' ? 'This format is not known here.' : `This is ${format}, which cannot be played here.`,
    unplayableHint: 'Download it and open it with a program that knows it.',
    broken: 'This recording cannot be played: it is damaged, or of a kind that is not known here.',
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
    deviceGone: 'The chosen output is not there. The system’s default is used.',
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
    noneAdded: 'There was nothing to add: these recordings are being downloaded already.',
    refused: (n: number) => `${count(n, 'recording', 'recordings')} found no place: 10,000 can wait at once.`,
    progress: (settled: number, all: number) => `${settled} of ${all}`,
    running: (n: number) => `${n} running`,
    waiting: (n: number) => `${n} waiting`,
    paused: (n: number) => `${n} paused`,
    failed: (n: number) => `${n} failed`,
    pausedAll: 'Paused.',
    pause: 'Pause',
    resume: 'Go on',
    cancel: 'Cancel',
    retry: 'Try again',
    pauseAll: 'Pause all',
    resumeAll: 'Go on',
    cancelAll: 'Cancel all',
    retryFailed: 'Retry failed',
    clear: 'Clear finished',
    showFolder: 'Show folder',
    list: 'Downloads, in the order in which they were added',
    actionOf: (action: string, file: string) => `${action}: ${file}`,
    retryIn: (seconds: number) => `tries again in ${seconds} s`,
    statuses,
    stops,
    reasons,
    bytesOf: (received: string, total: string) => `${received} of ${total}`,
    summary: 'Finished',
    summaryDone: (n: number, size: string) => `${count(n, 'recording', 'recordings')} downloaded, ${size}.`,
    summarySkipped: (n: number) => (n === 1 ? '1 was there already.' : `${n} were there already.`),
    summaryCancelled: (n: number) => `${n} cancelled.`,
    summaryFailed: (n: number) => `${n} failed:`,
    reason: (words: string, n: number) => `${words}: ${n}`
  },

  cache: {
    title: 'Played recordings',
    kept: (size: string) => `${size} kept on this computer, so that they play at once.`,
    none: 'None are kept on this computer.',
    empty: 'Empty',
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
    xlsxHint: 'Numbers and times ready to count with',
    running: (rows: string, total: string) => `${rows} of ${agreeing(total, 'call', 'calls')} written`,
    buttonRunning: (percent: number) => `Export: ${percent}%`,
    done: (rows: string, file: string) => `${agreeing(rows, 'call is', 'calls are')} in ${file}.`,
    failed: 'The export failed.',
    showFolder: 'Show in folder',
    private: 'The file holds whole phone numbers. Keep it where only those see it who may.'
  }
}

/** The shape of every language's texts. */
export type RecordingsMessages = typeof recordingsEn
