/** Where sound can come out. */
export interface OutputDevice {
  /** An id of the system's, the same at every start. */
  id: string
  label: string
}

type Devices = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>

/** The outputs that may be chosen: without the permission `speaker-selection` none has an id, so there are none. */
const choosableOutputs = (devices: readonly MediaDeviceInfo[]): OutputDevice[] =>
  devices
    .filter(({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId !== '' && label !== '')
    // These two stand for whichever the system has chosen: the empty id does that.
    .filter(({ deviceId }) => deviceId !== 'default' && deviceId !== 'communications')
    .map(({ deviceId, label }) => ({ id: deviceId, label }))

/** The outputs of this computer as they come and go. */
export function createOutputDevices(devices: Devices) {
  let list = $state.raw<OutputDevice[]>([])

  async function ask(): Promise<void> {
    list = choosableOutputs(await devices.enumerateDevices().catch(() => []))
  }

  return {
    get list() {
      return list
    },
    /** Asks, and follows the changes; gives back the function that ends it. */
    start(): () => void {
      const follow = () => void ask()
      devices.addEventListener('devicechange', follow)
      follow()
      return () => devices.removeEventListener('devicechange', follow)
    }
  }
}
