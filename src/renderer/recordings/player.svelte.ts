import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/errors'
import type { RecordingFormat } from '../../shared/recordings/recordings'
import { createBoundedMap } from '../ui/bounded-map'
import { knownDuration, resumePosition, withinRecording } from './player-position'

/** Where a recording is on its way to the ear. `closed`: nobody asked for it yet, so nothing was fetched. */
export type PlayerState =
  | { kind: 'closed' }
  | { kind: 'opening' }
  | { kind: 'ready'; address: string; sizeBytes: number }
  | { kind: 'unplayable'; format: RecordingFormat }
  /** The program can't make sound of it. */
  | { kind: 'broken' }
  | { kind: 'failed'; error: AppError }

/** What of the audio element is used; volume 0 to 1. */
export type Sound = Pick<
  HTMLAudioElement,
  | 'src'
  | 'currentTime'
  | 'duration'
  | 'paused'
  | 'playbackRate'
  | 'volume'
  | 'muted'
  | 'error'
  | 'play'
  | 'pause'
  | 'load'
  | 'removeAttribute'
  | 'addEventListener'
  | 'removeEventListener'
>

// As long as the window lives: where each call was left, whether sound is off, and which call begins to play as
// soon as it is shown, because the person went on to it from the one before.
const positions = createBoundedMap<number>(1_000)
let isMuted = $state(false)
let next: string | null = null

/** The call that plays by itself when it is shown next. */
export const playNext = (id: string): void => {
  next = id
}

/** Plays the recording of one call through an audio element. */
export function createPlayer(bridge: Pick<Bridge, 'commands'>, id: string) {
  let state = $state.raw<PlayerState>({ kind: 'closed' })
  let isPlaying = $state(false)
  let isStalled = $state(false)
  let position = $state(positions.get(id) ?? 0)
  let duration = $state<number | null>(null)
  let sound: Sound | null = null
  let isWanted = false
  let isClosed = false
  // Before, the element tells of times that are nobody's.
  let isLoaded = false
  let wishes = { rate: 1, volume: 1 }

  const leave = (seconds: number): void => {
    position = seconds
    positions.set(id, seconds)
  }

  function listen(audio: Sound): void {
    if (!isLoaded) return
    leave(audio.currentTime)
    duration = knownDuration(audio.duration)
    isPlaying = !audio.paused
  }

  const heard: Record<string, (audio: Sound) => void> = {
    loadedmetadata(audio) {
      audio.currentTime = resumePosition(positions.get(id), knownDuration(audio.duration))
      isLoaded = true
      listen(audio)
      if (!isWanted) return
      isWanted = false
      void audio.play().catch(() => undefined)
    },
    durationchange: listen,
    play: listen,
    playing: () => (isStalled = false),
    waiting: () => (isStalled = true),
    seeked: listen,
    timeupdate: listen,
    pause: listen,
    ended(audio) {
      listen(audio)
      positions.set(id, 0)
    },
    error(audio) {
      // An element without a source says so as an error too.
      if (state.kind === 'ready' && audio.error !== null) state = { kind: 'broken' }
      isPlaying = false
    }
  }

  const apply = (): void => {
    if (sound === null) return
    sound.playbackRate = wishes.rate
    sound.volume = wishes.volume
    sound.muted = isMuted
  }

  async function open(): Promise<void> {
    if (state.kind === 'opening' || state.kind === 'ready') return
    state = { kind: 'opening' }
    isWanted = true
    const reply = await bridge.commands['recordings:open']({ id })
    if (isClosed || (state as PlayerState).kind !== 'opening') return
    if (!reply.ok) {
      state = reply.error.code === 'cancelled' ? { kind: 'closed' } : { kind: 'failed', error: reply.error }
      return
    }
    const { address, sizeBytes, format } = reply.value
    state = format.isPlayable ? { kind: 'ready', address, sizeBytes } : { kind: 'unplayable', format }
    if (state.kind !== 'ready' || sound === null) return
    isLoaded = false
    sound.src = address
    apply()
  }

  const seek = (seconds: number): void => {
    const to = withinRecording(seconds, duration)
    leave(to)
    if (sound !== null && state.kind === 'ready') sound.currentTime = to
  }

  return {
    get state() {
      return state
    },
    get isPlaying() {
      return isPlaying
    },
    /** It plays, but has to wait for its sound. */
    get isStalled() {
      return isStalled && isPlaying
    },
    /** Seconds from its beginning. */
    get position() {
      return position
    },
    /** Seconds; null while it isn't known. */
    get duration() {
      return duration
    },
    get isMuted() {
      return isMuted
    },

    /** Plays through `audio`; gives back the function that ends it. */
    attach(audio: Sound): () => void {
      sound = audio
      apply()
      const listeners = Object.entries(heard).map(([type, hear]) => {
        const listener = () => hear(audio)
        audio.addEventListener(type, listener)
        return () => audio.removeEventListener(type, listener)
      })
      return () => {
        listeners.forEach((off) => off())
        audio.pause()
        audio.removeAttribute('src')
        audio.load()
        sound = null
      }
    },

    /** What the person chose for all recordings. */
    wish(chosen: { rate: number; volume: number }): void {
      wishes = chosen
      apply()
    },
    mute(isOn: boolean): void {
      isMuted = isOn
      apply()
    },

    /** Fetches it and plays it. */
    open,
    /** Plays, or fetches it first; pauses when it plays. */
    toggle(): void {
      if (state.kind !== 'ready' || sound === null) void open()
      else if (sound.paused) void sound.play().catch(() => undefined)
      else sound.pause()
    },
    seek,
    seekBy(seconds: number): void {
      seek((state.kind === 'ready' && sound !== null ? sound.currentTime : position) + seconds)
    },
    /** Where it is this very moment; `position` follows four times a second. */
    now: (): number => (state.kind === 'ready' && sound !== null ? sound.currentTime : position),

    /** Calls off the fetching. */
    cancel(): void {
      if (state.kind !== 'opening') return
      state = { kind: 'closed' }
      isWanted = false
      void bridge.commands['recordings:release'](undefined)
    },

    /** Begins by itself when the person went on to this call from another recording. */
    start(): void {
      if (next === id) void open()
      next = null
    },

    close(): void {
      isClosed = true
      if (state.kind !== 'closed') void bridge.commands['recordings:release'](undefined)
    }
  }
}
