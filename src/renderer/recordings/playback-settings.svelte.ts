import type { Settings } from '../../shared/app/schema'
import { settingsChanges } from '../platform/settings-changes.svelte.ts'
import { createOutputDevices } from './output-devices.svelte.ts'

export type PlaybackSettings = Settings['records']['playback']

/** The user's playback settings, and the audio outputs. Called by a component while it is being created. */
export function createPlaybackSettings(settings: () => Settings) {
  const outputs = createOutputDevices(navigator.mediaDevices)
  let draggedVolume = $state<number | null>(null)
  let isOutputGone = $state(false)

  const records = $derived((settingsChanges.current ?? settings()).records)
  const saved = $derived(records.playback)
  const current = $derived(draggedVolume === null ? saved : { ...saved, volume: draggedVolume })

  $effect(() => outputs.start())

  return {
    /** The settings, with the volume of a slider that is being dragged. */
    get current() {
      return current
    },
    get outputs() {
      return outputs.list
    },
    /** The selected output is unavailable. */
    get isOutputGone() {
      return isOutputGone
    },
    /** Sets the volume until the slider is released. */
    dragVolume(volume: number): void {
      draggedVolume = volume
    },
    async change(part: Partial<PlaybackSettings>): Promise<void> {
      await settingsChanges.change({ records: { ...records, playback: { ...saved, ...part } } })
      draggedVolume = null
    },
    /** Plays `audio` through the selected output; called while it is being attached. */
    routeOutput(audio: HTMLAudioElement): void {
      $effect(() => {
        const { deviceId } = saved
        void audio.setSinkId(deviceId).then(
          () => (isOutputGone = false),
          () => (isOutputGone = deviceId !== '')
        )
      })
    }
  }
}
