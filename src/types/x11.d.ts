// The parts of x11 4.2 that are used; it ships no types.
declare module 'x11' {
  import type { EventEmitter } from 'node:events'
  import type { Socket } from 'node:net'

  type Answer<T> = (error: Error | null | undefined, value: T) => boolean

  export interface XEvent {
    name: string
    wid: number
    requestor: number
    property: number
    atom: number
    /** For PropertyNotify: 0 for a new value, 1 for deleted. */
    state: number
  }

  export interface XProperty {
    type: number
    bytesAfter: number
    data: Buffer
  }

  export interface XClient extends EventEmitter {
    stream?: Socket
    atoms: Record<string, number>
    AllocID(): number
    CreateWindow(
      id: number,
      parent: number,
      x: number,
      y: number,
      width: number,
      height: number,
      borderWidth: number,
      depth: number,
      windowClass: number,
      visual: number,
      values: { eventMask?: number }
    ): void
    InternAtom(onlyIfExists: boolean, name: string, answer: Answer<number>): void
    ConvertSelection(
      requestor: number,
      selection: number,
      target: number,
      property: number,
      time: number
    ): void
    require(name: 'fixes', answer: (error: Error | null | undefined, extension: XFixes) => void): void
    /** `longOffset` and `longLength` are in units of 4 bytes. */
    GetProperty(
      remove: 0 | 1,
      window: number,
      property: number,
      type: number,
      longOffset: number,
      longLength: number,
      answer: Answer<XProperty>
    ): void
  }

  /** The XFIXES extension. */
  export interface XFixes {
    SelectionEventMask: { SetSelectionOwner: number }
    SelectSelectionInput(window: number, selection: number, eventMask: number): void
  }

  export interface XDisplay {
    client: XClient
    screen: { root: number }[]
  }

  const x11: {
    createClient(
      options: { display: string },
      answer: (error: Error | null | undefined, display: XDisplay) => void
    ): XClient
    eventMask: { PropertyChange: number }
    InputOnly: number
  }
  export default x11
}
