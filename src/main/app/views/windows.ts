import { nativeTheme, type WebContents } from 'electron'
import type { PushPayload } from '../../../shared/app/contract'
import { callerOptions } from '../../../shared/dialling/caller-choice'
import { maxCallerKeys } from '../../../shared/dialling/caller-numbers'
import { viewersOf, type StateTopic, type Viewer } from '../../../shared/app/state'
import type { RecordsOfAgent } from '../../../shared/records/filter-schema'
import type { DisplaySystem } from '../../desktop/display-system'
import type { createTray } from '../../desktop/tray/tray'
import { createLargeWindow, type LargeWindow } from '../../desktop/windows/large-window'
import { MainWindow } from '../../desktop/windows/main-window'
import type { RememberedPlace } from '../../desktop/windows/remembered-place'
import { createPromptWindow } from '../../dialling/os/prompt-window'
import type { StateStore } from '../../platform/state-store'
import type { OutputMask } from '../ipc/output-mask'
import { push } from '../ipc/push'
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

const background = (): string => (nativeTheme.shouldUseDarkColors ? '#1b1d21' : '#f3f4f6')

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
  const { state, icon, preload, displaySystem, trayBounds, records, imports, contacts, workLists } = options
  const showIn = (contents: WebContents | null, view: PushPayload['view:shown']): void =>
    showViewIn(contents, view, options.mask)
  const words = () => wordsFor(state.get('environment').locale)
  const window = new MainWindow({
    preload,
    icon,
    title: () => words().appName,
    background,
    trayBounds,
    hasTray: () => state.get('environment').hasTray,
    displaySystem
  })
  const promptWindow = createPromptWindow({
    preload,
    icon,
    trayBounds,
    isMainShown: () => window.isShown(),
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
      title: () => `${name()} · ${words().appName}`,
      background,
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

  return {
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
      window.allowClose()
      recordsWindow.close()
      importsWindow.close()
      contactsWindow.close()
      workListsWindow.close()
      promptWindow.close()
    }
  }
}
