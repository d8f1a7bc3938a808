/** An audio output. */
export interface OutputDevice {
  /** System id, stable between starts. */
  id: string
  label: string
}

type Devices = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>

/** The selectable outputs; none without the `speaker-selection` permission, since devices then have no id. */
const choosableOutputs = (devices: readonly MediaDeviceInfo[]): OutputDevice[] =>
  devices
    .filter(({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId !== '' && label !== '')
    // Aliases of the system's default output, which the empty id selects.
    .filter(({ deviceId }) => deviceId !== 'default' && deviceId !== 'communications')
    .map(({ deviceId, label }) => ({ id: deviceId, label }))

/** The current audio outputs of this computer. */
export function createOutputDevices(devices: Devices) {
  let list = $state.raw<OutputDevice[]>([])

  async function ask(): Promise<void> {
    list = choosableOutputs(await devices.enumerateDevices().catch(() => []))
  }

  return {
    get list() {
      return list
    },
    /** Loads the outputs and follows changes; returns a dispose function. */
    start(): () => void {
      const follow = () => void ask()
      devices.addEventListener('devicechange', follow)
      follow()
      return () => devices.removeEventListener('devicechange', follow)
    }
  }
}
