import { createBoundedMap } from '../ui/grid/bounded-map'
import { knownDuration, resumePosition, withinRecording } from './player-position'

// Kept until the window closes: the last position of each call, and the mute state.
const positions = createBoundedMap<number>(1_000)
let isMuted = $state(false)

/** Playback of one call's recording through an audio element. */
export class Playback {
  readonly #id: string
  readonly #onBroken: () => void
  #audio: HTMLAudioElement | null = null
  #hasSource = false
  /** Until its metadata is loaded, times reported by the element are meaningless. */
  #hasMetadata = false
  #sound = { rate: 1, volume: 1 }
  #isPlaying = $state(false)
  #isStalled = $state(false)
  #position = $state(0)
  #duration = $state<number | null>(null)

  /** `onBroken`: the audio can't be decoded. */
  constructor(id: string, onBroken: () => void) {
    this.#id = id
    this.#onBroken = onBroken
    this.#position = positions.get(id) ?? 0
  }

  get isPlaying(): boolean {
    return this.#isPlaying
  }
  /** Playback is waiting for data. */
  get isStalled(): boolean {
    return this.#isStalled && this.#isPlaying
  }
  /** Seconds; updated about four times a second. */
  get position(): number {
    return this.#position
  }
  /** Seconds; null: unknown. */
  get duration(): number | null {
    return this.#duration
  }
  get isMuted(): boolean {
    return isMuted
  }
  /** The exact current position. */
  now(): number {
    return this.#hasSource && this.#audio !== null ? this.#audio.currentTime : this.#position
  }

  /** Plays through `audio`; returns a detach function. */
  attach(audio: HTMLAudioElement): () => void {
    this.#audio = audio
    this.#applySound()
    const listeners = new AbortController()
    const { signal } = listeners
    for (const type of ['durationchange', 'play', 'seeked', 'timeupdate', 'pause'])
      audio.addEventListener(type, () => this.#update(audio), { signal })
    audio.addEventListener('playing', () => (this.#isStalled = false), { signal })
    audio.addEventListener('waiting', () => (this.#isStalled = true), { signal })
    audio.addEventListener('loadedmetadata', () => this.#begin(audio), { signal })
    audio.addEventListener('ended', () => this.#end(audio), { signal })
    audio.addEventListener('error', () => this.#fail(audio), { signal })
    return () => {
      listeners.abort()
      audio.pause()
      audio.removeAttribute('src')
      audio.load()
      this.#audio = null
    }
  }

  /** Plays the recording at `address` from its last position. */
  start(address: string): void {
    if (this.#audio === null) return
    this.#hasSource = true
    this.#hasMetadata = false
    this.#audio.src = address
    this.#applySound()
  }

  /** Pauses or continues; returns false when there is nothing to play yet. */
  toggle(): boolean {
    if (!this.#hasSource || this.#audio === null) return false
    if (this.#audio.paused) void this.#audio.play().catch(() => undefined)
    else this.#audio.pause()
    return true
  }

  seek(seconds: number): void {
    const to = withinRecording(seconds, this.#duration)
    this.#setPosition(to)
    if (this.#hasSource && this.#audio !== null) this.#audio.currentTime = to
  }
  seekBy(seconds: number): void {
    this.seek(this.now() + seconds)
  }

  /** Applies the user's settings; `volume` 0 to 1. */
  setSound(sound: { rate: number; volume: number }): void {
    this.#sound = sound
    this.#applySound()
  }
  mute(isOn: boolean): void {
    isMuted = isOn
    this.#applySound()
  }

  #applySound(): void {
    if (this.#audio === null) return
    this.#audio.playbackRate = this.#sound.rate
    this.#audio.volume = this.#sound.volume
    this.#audio.muted = isMuted
  }

  #setPosition(seconds: number): void {
    this.#position = seconds
    positions.set(this.#id, seconds)
  }

  #update(audio: HTMLAudioElement): void {
    if (!this.#hasMetadata) return
    this.#setPosition(audio.currentTime)
    this.#duration = knownDuration(audio.duration)
    this.#isPlaying = !audio.paused
  }

  #begin(audio: HTMLAudioElement): void {
    audio.currentTime = resumePosition(positions.get(this.#id), knownDuration(audio.duration))
    this.#hasMetadata = true
    this.#update(audio)
    void audio.play().catch(() => undefined)
  }

  #end(audio: HTMLAudioElement): void {
    this.#update(audio)
    positions.set(this.#id, 0)
  }

  #fail(audio: HTMLAudioElement): void {
    this.#isPlaying = false
    // Removing the source also emits an error event.
    if (!this.#hasSource || audio.error === null) return
    this.#hasSource = false
    this.#onBroken()
  }
}
