import type { BrowserWindow, WebContents } from 'electron'
import type { PushPayload } from '../../../shared/app/contract'
import { callerOptions } from '../../../shared/dialling/caller-choice'
import { maxCallerKeys } from '../../../shared/dialling/caller-numbers'
import { viewersOf, type StateTopic, type Viewer } from '../../../shared/app/state'
import type { RecordsOfAgent } from '../../../shared/records/filter-schema'
import type { DisplaySystem } from '../../desktop/display-system'
import type { createTray } from '../../desktop/tray/tray'
import { createLargeWindow, type LargeWindow } from '../../desktop/windows/large-window'
import type { MainWindow } from '../../desktop/windows/main-window'
import type { RememberedPlace } from '../../desktop/windows/remembered-place'
import { createPromptWindow } from '../../dialling/os/prompt-window'
import type { StateStore } from '../../platform/state-store'
import type { OutputMask } from '../ipc/output-mask'
import { push } from '../ipc/push'
import { windowBackground } from './first-view'
import { wordsFor } from './words'

/** A large window's stored place, and the callbacks for showing and closing it. */
export interface LargeWindowTopic {
  place: { read(): RememberedPlace | null; write(place: RememberedPlace): void }
  windowShown(): void
  windowClosed(): void
  /** It was shown, or is hidden, minimised or closed. */
  windowVisible?(isVisible: boolean): void
}

/** The program's windows. */
export interface Windows {
  window: MainWindow
  promptWindow: ReturnType<typeof createPromptWindow>
  recordsWindow: LargeWindow
  importsWindow: LargeWindow
  contactsWindow: LargeWindow
  workListsWindow: LargeWindow
  /** The page of the main window shows its home view, or another one. */
  setHomeShown(isHome: boolean): void
  /** True if the user sees the home view of the focused main window. */
  isHomeSeen(): boolean
  /** True if the user sees a call: on the home view, or on the call screen of a work list. */
  isCallSeen(key: string): boolean
  /** Shows the main window with `view` open. */
  showView(view: PushPayload['view:shown']): void
  /** Shows the records window, with the call `id` selected, or with certain calls, if given. */
  showRecords(id: string | null, calls?: RecordsOfAgent | null): void
  /** Shows the campaigns window, with the import `id` selected if given. */
  showImports(id: string | null): void
  /** Shows the contacts window, with the contact `id` selected if given. */
  showContacts(id: string | null): void
  /** Shows the window of work lists; `isRun`: with the call screen. */
  showWorkLists(isRun?: boolean): void
  /** The pages that render `topic`. */
  pagesOf: (topic: StateTopic) => WebContents[]
  close(): void
}

const recordsSize = { width: 1_000, height: 700, minWidth: 720, minHeight: 480 }
const importsSize = { width: 1_120, height: 760, minWidth: 880, minHeight: 560 }
const contactsSize = { width: 1_000, height: 700, minWidth: 720, minHeight: 480 }
const workListsSize = { width: 1_120, height: 760, minWidth: 820, minHeight: 560 }

/** Sends `view` to a page as soon as the page is loaded. */
function showViewIn(
  contents: WebContents | null,
  view: PushPayload['view:shown'],
  mask: Pick<OutputMask, 'push'>
): void {
  if (contents === null) return
  const show = (): void => push(contents, 'view:shown', view, mask)
  if (contents.isLoading()) contents.once('did-finish-load', show)
  else show()
}

export function createWindows(options: {
  state: StateStore
  window: MainWindow
  mask: Pick<OutputMask, 'push'>
  icon: string
  preload: string
  displaySystem: DisplaySystem
  trayBounds: ReturnType<typeof createTray>['bounds']
  onCancelPrompt: () => void
  onCallerKey: (index: number) => void
  records: LargeWindowTopic
  imports: LargeWindowTopic
  contacts: LargeWindowTopic
  workLists: LargeWindowTopic
}): Windows {
  const { state, window, icon, preload, displaySystem, trayBounds, records, imports, contacts, workLists } =
    options
  const showIn = (contents: WebContents | null, view: PushPayload['view:shown']): void =>
    showViewIn(contents, view, options.mask)
  const words = () => wordsFor(state.get('environment').locale)
  const zoom = () => state.get('settings').zoom
  const offSession = state.onChange((topic) => {
    if (topic === 'session' && state.get('session').kind !== 'signed-in') window.pageRest.forget()
  })
  const promptWindow = createPromptWindow({
    preload,
    icon,
    trayBounds,
    zoom,
    mainBounds: () => (window.isShown() ? (window.window()?.getBounds() ?? null) : null),
    isBarShown: () => state.get('settings').dialling.isBarShown,
    isEscapeGlobal: displaySystem !== 'wayland',
    callerKeyCount() {
      const { length } = callerOptions(state.get('callerNumbers'))
      return length > 1 ? Math.min(length, maxCallerKeys) : 0
    },
    onCallerKey: options.onCallerKey,
    onCancel: options.onCancelPrompt
  })
  const largeWindow = (
    page: string,
    size: typeof recordsSize,
    name: () => string,
    topic: LargeWindowTopic
  ): LargeWindow =>
    createLargeWindow({
      page,
      size,
      preload,
      icon,
      zoom,
      title: () => `${name()} · ${words().appName}`,
      background: windowBackground,
      place: topic.place,
      onClosed: () => topic.windowClosed(),
      onVisible: (isVisible) => topic.windowVisible?.(isVisible)
    })
  const recordsWindow = largeWindow('records.html', recordsSize, () => words().records, records)
  const importsWindow = largeWindow('imports.html', importsSize, () => words().campaigns, imports)
  const contactsWindow = largeWindow('contacts.html', contactsSize, () => words().contacts, contacts)
  const workListsWindow = largeWindow('work-lists.html', workListsSize, () => words().workLists, workLists)
  const pagesOfViewer: Record<Viewer, () => (WebContents | null)[]> = {
    main: () => [window.contents(), ...promptWindow.contents()],
    records: () => [recordsWindow.contents()],
    imports: () => [importsWindow.contents()],
    contacts: () => [contactsWindow.contents()],
    workLists: () => [workListsWindow.contents()]
  }

  const largeWindows = [recordsWindow, importsWindow, contactsWindow, workListsWindow]
  const allContents = (): WebContents[] =>
    Object.values(pagesOfViewer)
      .flatMap((contents) => contents())
      .filter((contents) => contents !== null)
  let shownZoom = zoom()
  const offZoom = state.onChange((topic) => {
    const next = zoom()
    if (topic !== 'settings' || next === shownZoom) return
    window.zoomed(next / shownZoom)
    shownZoom = next
    for (const contents of allContents()) contents.setZoomFactor(next)
    for (const large of largeWindows) large.zoomed()
  })

  let isHomeShown = true
  const isFocused = (of: BrowserWindow | null): boolean => of?.isFocused() === true && of.isVisible()
  const isHomeSeen = (): boolean => isHomeShown && isFocused(window.window())

  return {
    setHomeShown: (isHome) => (isHomeShown = isHome),
    isHomeSeen,
    isCallSeen(key) {
      const phase = state.get('workRun')?.phase
      const isWorked = phase !== undefined && 'callKey' in phase && phase.callKey === key
      return isHomeSeen() || (isWorked && isFocused(workListsWindow.window()))
    },
    window,
    promptWindow,
    recordsWindow,
    importsWindow,
    contactsWindow,
    workListsWindow,
    showView(view) {
      window.show()
      showIn(window.contents(), view)
    },
    showRecords(id, calls = null) {
      records.windowShown()
      recordsWindow.show()
      if (calls !== null) showIn(recordsWindow.contents(), { view: 'records', calls })
      if (id !== null) showIn(recordsWindow.contents(), { view: 'call', key: id })
    },
    showImports(id) {
      imports.windowShown()
      importsWindow.show()
      if (id !== null) showIn(importsWindow.contents(), { view: 'import', key: id })
    },
    showContacts(id) {
      contacts.windowShown()
      contactsWindow.show()
      if (id !== null) showIn(contactsWindow.contents(), { view: 'contact', key: id })
    },
    showWorkLists(isRun = false) {
      workLists.windowShown()
      workListsWindow.show()
      if (isRun) showIn(workListsWindow.contents(), { view: 'work-run' })
    },
    pagesOf: (topic) =>
      viewersOf(topic)
        .flatMap((viewer) => pagesOfViewer[viewer]())
        .filter((contents) => contents !== null),
    close() {
      offZoom()
      offSession()
      window.allowClose()
      for (const large of largeWindows) large.close()
      promptWindow.close()
    }
  }
}
