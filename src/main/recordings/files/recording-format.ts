import type { RecordingContainer } from '../../../shared/recordings/recordings'
import type { RecordingFormat } from '../../../shared/recordings/schema'

// Detects the format of a file by its first bytes; names and Content-Type aren't trusted. Playable formats were
// tested in Electron 33 (Chromium 130): PCM, float 32, A-law, µ-law and MP3 in WAV or RF64 play, and ADTS and WebM;
// GSM 6.10, both ADPCM, G.726, G.729, TrueSpeech and float 64 don't, nor do AMR, AU, AIFF, CAF, WMA and ALAC.

/** Number of bytes from the start that detection needs. */
export const formatHeadBytes = 4_096

const mimeTypes: Readonly<Record<RecordingContainer, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  amr: 'audio/amr',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  '3gp': 'audio/3gpp',
  aac: 'audio/aac',
  webm: 'audio/webm',
  au: 'audio/basic',
  aiff: 'audio/aiff',
  caf: 'audio/x-caf',
  wma: 'audio/x-ms-wma',
  other: 'application/octet-stream'
}

const formatOf = (
  container: RecordingContainer,
  label: string,
  isPlayable: boolean,
  extension: string = container
): RecordingFormat => ({ container, label, extension, mimeType: mimeTypes[container], isPlayable })

// Registered WAVE form tags (RFC 2361).
const waveCodecs: ReadonlyMap<number, { name: string; isPlayable: boolean }> = new Map([
  [0x0001, { name: 'PCM', isPlayable: true }],
  [0x0002, { name: 'MS ADPCM', isPlayable: false }],
  [0x0003, { name: 'PCM float', isPlayable: true }],
  [0x0006, { name: 'A-law', isPlayable: true }],
  [0x0007, { name: 'µ-law', isPlayable: true }],
  [0x0011, { name: 'IMA ADPCM', isPlayable: false }],
  [0x0022, { name: 'TrueSpeech', isPlayable: false }],
  [0x0031, { name: 'GSM 6.10', isPlayable: false }],
  [0x0045, { name: 'G.726', isPlayable: false }],
  [0x0055, { name: 'MP3', isPlayable: true }],
  [0x0064, { name: 'G.726', isPlayable: false }],
  [0x0083, { name: 'G.729', isPlayable: false }],
  [0x0133, { name: 'G.729', isPlayable: false }]
])
const extensibleTag = 0xfffe

/** A WAV that players can't read, although repair tools may. */
const brokenWave = formatOf('wav', 'WAV', false)

function waveFormat(head: Buffer): RecordingFormat {
  for (let at = 12; at + 8 <= head.length;) {
    const sizeBytes = head.readUInt32LE(at + 4)
    if (head.toString('latin1', at, at + 4) === 'fmt ') {
      if (sizeBytes < 14 || at + 24 > head.length) return brokenWave
      const outerTag = head.readUInt16LE(at + 8)
      // The real tag of an extensible format is the start of its GUID.
      const isExtensible = outerTag === extensibleTag && sizeBytes >= 40 && at + 34 <= head.length
      const tag = isExtensible ? head.readUInt16LE(at + 32) : outerTag
      const channels = head.readUInt16LE(at + 10)
      const samplesPerSecond = head.readUInt32LE(at + 12)
      if (channels === 0 || samplesPerSecond === 0) return brokenWave
      const codec = waveCodecs.get(tag)
      const bits = sizeBytes >= 16 ? head.readUInt16LE(at + 22) : 0
      const isPlayable = codec?.isPlayable === true && !(tag === 3 && bits !== 32)
      return formatOf('wav', `WAV (${codec?.name ?? `0x${tag.toString(16).padStart(4, '0')}`})`, isPlayable)
    }
    // Chunks are padded to an even length.
    at += 8 + sizeBytes + (sizeBytes % 2)
  }
  // A chunk before the format can be longer than the available bytes (a LIST of notes, for example): assume it is
  // playable.
  return head.length < formatHeadBytes ? brokenWave : formatOf('wav', 'WAV', true)
}

const kbitPerSecond: Readonly<Record<'v1' | 'v2', readonly number[]>> = {
  v1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
}
const sampleRates: readonly number[] = [44_100, 48_000, 32_000]

/** The length in bytes of the MPEG layer III frame at `at`; null if there is none. */
function mp3FrameBytes(head: Buffer, at: number): number | null {
  if (at + 4 > head.length) return null
  const [sync = 0, second = 0, third = 0] = head.subarray(at, at + 3)
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return null
  const version = (second >> 3) & 3
  const layer = (second >> 1) & 3
  const rate = sampleRates[(third >> 2) & 3]
  const isVersion1 = version === 3
  const kbit = kbitPerSecond[isVersion1 ? 'v1' : 'v2'][third >> 4]
  // Layer III only; a free bit rate (0) has no length to check.
  if (version === 1 || layer !== 1 || rate === undefined || kbit === undefined || kbit === 0) return null
  const samplesPerSecond = isVersion1 ? rate : version === 2 ? rate / 2 : rate / 4
  const padding = (third >> 1) & 1
  return Math.floor(((isVersion1 ? 144_000 : 72_000) * kbit) / samplesPerSecond) + padding
}

/** Two consecutive frames, or a single one at the end: a lone sync pattern occurs in arbitrary data. */
function isMp3(head: Buffer): boolean {
  const firstBytes = mp3FrameBytes(head, 0)
  if (firstBytes === null) return false
  return firstBytes + 4 > head.length || mp3FrameBytes(head, firstBytes) !== null
}

/** ID3v2.2 to 2.4 (id3.org, 3.1): no unknown flags, a size of four bytes below 0x80. */
const hasId3Tag = (head: Buffer): boolean => {
  const [version = 0, , flags = 0] = head.subarray(3, 6)
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return false
  return (
    version >= 2 && version <= 4 && (flags & 0x0f) === 0 && head.subarray(6, 10).every((byte) => byte < 0x80)
  )
}

function oggFormat(head: Buffer): RecordingFormat {
  // The first packet of the first page (RFC 3533) begins after 27 bytes and the table of segments.
  const start = head.toString('latin1', 27 + (head[26] ?? 0)).slice(0, 8)
  if (start.startsWith('OpusHead')) return formatOf('ogg', 'Ogg (Opus)', true)
  if (start.startsWith('\x01vorbis')) return formatOf('ogg', 'Ogg (Vorbis)', true)
  if (start.startsWith('\x7fFLAC')) return formatOf('ogg', 'Ogg (FLAC)', true)
  if (start.startsWith('Speex   ')) return formatOf('ogg', 'Ogg (Speex)', false, 'spx')
  return formatOf('ogg', 'Ogg', false)
}

function isoMediaFormat(head: Buffer): RecordingFormat {
  const brand = head.toString('latin1', 8, 12)
  // 3GPP files usually contain AMR (3GPP TS 26.244).
  return /^3g/.test(brand) ? formatOf('3gp', '3GP (AMR)', false) : formatOf('m4a', 'M4A', true)
}

/** The length of the ADTS frame (ISO 13818-7, 6.2) at `at`; null if there is none. */
function adtsFrameBytes(head: Buffer, at: number): number | null {
  if (at + 7 > head.length) return null
  const isSync = head.readUInt16BE(at) >> 4 === 0xfff && ((head[at + 1] ?? 0) & 0x06) === 0
  const frameBytes = (head.readUIntBE(at + 3, 3) >> 5) & 0x1fff
  return isSync && frameBytes >= 7 ? frameBytes : null
}

/** Two consecutive frames, or a single one at the end, like for MP3. */
function isAdts(head: Buffer): boolean {
  const firstBytes = adtsFrameBytes(head, 0)
  if (firstBytes === null) return false
  return firstBytes + 7 > head.length || adtsFrameBytes(head, firstBytes) !== null
}

/** Codec ids of Matroska (RFC 9559) that Chromium plays. */
const matroskaCodecs: readonly (readonly [string, string])[] = [
  ['A_OPUS', 'Opus'],
  ['A_VORBIS', 'Vorbis'],
  ['A_AAC', 'AAC'],
  ['A_FLAC', 'FLAC'],
  ['A_MPEG/L3', 'MP3'],
  ['A_PCM/INT/LIT', 'PCM']
]

function matroskaFormat(head: Buffer): RecordingFormat {
  const text = head.toString('latin1')
  const isWebm = text.includes('webm')
  const codec = matroskaCodecs.find(([id]) => text.includes(id))
  const name = isWebm ? 'WebM' : 'Matroska'
  const label = codec === undefined ? name : `${name} (${codec[1]})`
  return formatOf('webm', label, codec !== undefined, isWebm ? 'webm' : 'mka')
}

/** Audio formats that Chromium doesn't play, by their first bytes as latin1. */
const unplayedFormats: readonly (readonly [RegExp, RecordingContainer, string])[] = [
  [/^\.snd/, 'au', 'AU'],
  [/^FORM[^]{4}AIF[FC]/, 'aiff', 'AIFF'],
  [/^caff/, 'caf', 'CAF'],
  [/^0&\xb2u\x8ef\xcf/, 'wma', 'WMA']
]

/** Files that aren't audio: PDF, PNG, GIF, JPEG, WebP, archives and programs. */
const otherFile =
  // eslint-disable-next-line no-control-regex -- bytes, not text
  /^(%PDF|\x89PNG|GIF8|\xff\xd8\xff|RIFF[^]{4}WEBP|PK\x03\x04|\x1f\x8b|MZ|\x7fELF)/

/** True for a possible error page: UTF-8 text, or markup in any encoding. */
function isText(head: Buffer): boolean {
  if (/^(\xef\xbb\xbf)?\s*[<{[]/.test(head.toString('latin1'))) return true
  // eslint-disable-next-line no-control-regex -- bytes that occur in audio but not in text
  if (/[\0-\x08\x0e-\x1f]/.test(head.toString('latin1'))) return false
  try {
    // As a stream, because the last character may be incomplete.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Headerless telephone audio, by the file extension that recording systems use. */
const headerlessLabels: Readonly<Record<string, string>> = {
  gsm: 'GSM 6.10',
  ul: 'µ-law',
  ulaw: 'µ-law',
  pcmu: 'µ-law',
  al: 'A-law',
  alaw: 'A-law',
  pcma: 'A-law',
  sln: 'PCM',
  slin: 'PCM',
  raw: 'PCM',
  pcm: 'PCM',
  g729: 'G.729',
  g722: 'G.722',
  vox: 'Dialogic ADPCM'
}

function otherFormat(path: string): RecordingFormat {
  const extension = /\.([a-z\d]{1,5})$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const label = headerlessLabels[extension]
  return label === undefined
    ? formatOf('other', '', false, 'bin')
    : formatOf('other', label, false, extension)
}

/**
 * Detects the format of a recording from its first {@link formatHeadBytes} bytes (fewer if it is shorter). `path`, of
 * its URL, identifies a headerless format. Null if it is empty, or a page, a message or a picture instead of a
 * recording.
 */
export function recordingFormat(bytes: Uint8Array, path = ''): RecordingFormat | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, formatHeadBytes))
  const magic = head.toString('latin1', 0, 16)
  if (/^(RIFF|RF64)[^]{4}WAVE/.test(magic)) return waveFormat(head)
  if (magic.startsWith('OggS') && head.length > 27) return oggFormat(head)
  if (magic.startsWith('fLaC')) return formatOf('flac', 'FLAC', true)
  if (magic.startsWith('#!AMR-WB')) return formatOf('amr', 'AMR-WB', false, 'awb')
  if (/^#!AMR[\n_]/.test(magic)) return formatOf('amr', 'AMR', false)
  if (/^[^]{4}ftyp/.test(magic) && head.length >= 12) return isoMediaFormat(head)
  if (magic.startsWith('\x1aE\xdf\xa3')) return matroskaFormat(head)
  if (hasId3Tag(head)) return formatOf('mp3', 'MP3', true)
  if (isAdts(head)) return formatOf('aac', 'AAC', true)
  if (isMp3(head)) return formatOf('mp3', 'MP3', true)
  for (const [start, container, label] of unplayedFormats) {
    if (start.test(magic)) return formatOf(container, label, false)
  }
  return head.length === 0 || otherFile.test(magic) || isText(head) ? null : otherFormat(path)
}
