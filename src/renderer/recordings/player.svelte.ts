import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/errors'
import type { RecordingFormat } from '../../shared/recordings/recordings'
import { createBoundedMap } from '../ui/grid/bounded-map'
import { knownDuration, resumePosition, withinRecording } from './player-position'

/** State of loading a recording. `closed`: not requested yet. */
export type PlayerState =
  | { kind: 'closed' }
  | { kind: 'opening' }
  | { kind: 'ready'; address: string; sizeBytes: number }
  | { kind: 'unplayable'; format: RecordingFormat }
  /** The audio can't be decoded. */
  | { kind: 'broken' }
  | { kind: 'failed'; error: AppError }

/** The used part of the audio element; volume 0 to 1. */
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

// Kept until the window closes: last position of each call, mute state, and the call that starts playing as soon
// as it is shown, because the user skipped to it from the previous recording.
const positions = createBoundedMap<number>(1_000)
let isMuted = $state(false)
let next: string | null = null

/** Makes this call start playing when it is shown next. */
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
  // Until its metadata is loaded, times reported by the element are meaningless.
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
      // Removing the source also emits an error event.
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
    /** Playback is waiting for data. */
    get isStalled() {
      return isStalled && isPlaying
    },
    /** Seconds. */
    get position() {
      return position
    },
    /** Seconds; null: unknown. */
    get duration() {
      return duration
    },
    get isMuted() {
      return isMuted
    },

    /** Plays through `audio`; returns a detach function. */
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

    /** Applies the user's playback settings. */
    wish(chosen: { rate: number; volume: number }): void {
      wishes = chosen
      apply()
    },
    mute(isOn: boolean): void {
      isMuted = isOn
      apply()
    },

    /** Loads the recording and plays it. */
    open,
    /** Toggles playback; loads the recording first if needed. */
    toggle(): void {
      if (state.kind !== 'ready' || sound === null) void open()
      else if (sound.paused) void sound.play().catch(() => undefined)
      else sound.pause()
    },
    seek,
    seekBy(seconds: number): void {
      seek((state.kind === 'ready' && sound !== null ? sound.currentTime : position) + seconds)
    },
    /** The exact current position; `position` is updated about four times a second. */
    now: (): number => (state.kind === 'ready' && sound !== null ? sound.currentTime : position),

    /** Cancels loading. */
    cancel(): void {
      if (state.kind !== 'opening') return
      state = { kind: 'closed' }
      isWanted = false
      void bridge.commands['recordings:release'](undefined)
    },

    /** Starts playback if the user skipped to this call from another recording. */
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
