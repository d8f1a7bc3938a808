import type { BrowserWindow } from 'electron'
import { join } from 'node:path'
import { messages } from '../../shared/messages'
import { openLog, type Log } from '../desktop/log'
import { askNatively } from '../desktop/windows/native-question'
import type { CommandLine } from '../dialling/command-line'
import { lastEnded } from '../calls/last-ended'
import { withQuestion } from '../dialling/dialling-commands'
import { systemClock } from '../platform/clock'
import { tightenFolder } from '../platform/files/private-folder'
import { createNeighbours } from '../platform/neighbours'
import { startRetention } from '../platform/retention'
import { createRequestQueue } from '../platform/request-queue'
import type { SecretVault } from '../platform/ports'
import type { PolicyInForce } from '../policy/policy-in-force'
import { provisionAtStart } from './provision'
import { createConsent, type Consent } from '../platform/security/consent'
import type { StateStore } from '../platform/state-store'
import type { SessionManager } from '../session/session-manager'
import { createCommands } from './commands'
import { composeCallingRules, type ComposedCallingRules } from './compose-calling-rules'
import { composeCallbacks } from './compose-callbacks'
import { composeDesktop, copyDiagnostics, diskLimitMs } from './compose-desktop'
import { composeDialling, type Dialling } from './compose-dialling'
import { composeContacts } from './compose-contacts'
import { composeGuide } from './compose-guide'
import { composeImports } from './compose-imports'
import { composeKeys, composeShortcut } from './compose-keys'
import { composeLinks } from './compose-links'
import { composeLookUp } from './compose-look-up'
import { composePolicy } from './compose-policy'
import { updatesOf } from '../policy/policy-in-force'
import { composePages } from './compose-pages'
import { composeQuitting } from './compose-quitting'
import { composeRecords } from './compose-records'
import { composeSession } from './compose-session'
import { composeSettings, createInitialState } from './compose-settings'
import { composeUpdates } from './compose-updates'
import { composeWorkLists } from './compose-work-lists'
import { composeWorkRun } from './compose-work-run'
import { composeWrapUps } from './compose-wrap-ups'
import { leadToAccount } from '../session/lead-to-account'
import type { Route } from './ipc/gate'
import { createOutputMask, type OutputMask } from './ipc/output-mask'
import { createRateLimits } from './ipc/rate-limits'
import { routeCommands } from './ipc/router'
import { openDroppedFiles } from './open-dropped-files'
import { isOwnFile, openUserFiles, type UserFiles } from './user-files/user-files'
import type { FirstView } from './views/first-view'
import { createViews } from './views/views'

/** The folders and built programs of Deskline. */
export interface Places {
  /** The user-data folder. */
  userData: string
  resources: string
  /** The folder of the built program. */
  built: string
  preload: string
  /** Path of the key store's built process. */
  vaultProgram: string
  /** Path of the records' built process. */
  recordsProgram: string
  /** Path of the built process of lists and imports. */
  importsProgram: string
  /** Path of the contacts' built process. */
  contactsProgram: string
  /** Path of the work lists' built process. */
  workListsProgram: string
}

/** The running program. */
export interface Program {
  /** Executes the request of a start with arguments. */
  obey(request: CommandLine): void
  /** Executes a command of one of its pages. */
  route: Route
  /** Whether a page, by its web contents' id, may send commands. */
  isOwnPage(id: number): boolean
  /** Answers a page's request for a resource that isn't a file of the program; null: unknown path. */
  serve(request: Request): Promise<Response | null>
  /** Quits, after asking for confirmation if an import is under way. */
  quit(): void
  /** True once quitting needs no confirmation or the user confirmed. */
  isQuitAgreed(): boolean
  /** Closes connections and persists pending writes. */
  close(): Promise<void>
}

/** The log, the user files and the state, which everything else depends on. */
function composeFoundation(userData: string) {
  const logFolder = join(userData, 'logs')
  const log = openLog(logFolder, {
    now: () => new Date(systemClock.now()),
    onWrite: (writing) => neighbours.watch('disk', diskLimitMs, writing)
  })
  const policy = composePolicy(userData)
  if (policy.state.problem !== null) log.error('policy', policy.state.problem)
  const files = openUserFiles(userData, policy.layers)
  // Files of an earlier version, or copied files, can be readable by other users.
  void tightenFolder(userData, isOwnFile)
  const state = createInitialState(files, policy)
  const neighbours = createNeighbours({ state, clock: systemClock })
  files.problems.onChange((storageProblems) => {
    log.warn('storage', storageProblems)
    state.set('environment', { ...state.get('environment'), storageProblems })
  })
  const applySettings = composeSettings({ state, files, policy })
  const mask = createOutputMask(state)
  return { logFolder, log, mask, policy, files, state, neighbours, applySettings }
}

/** Asks in a native dialog of the main process, which a compromised window can't answer. */
const consentQuestion =
  (state: StateStore, parent: () => BrowserWindow | null): Parameters<typeof createConsent>[0]['ask'] =>
  (purpose, origins) => {
    const { question, detail, yes, no } = messages[state.get('environment').locale].desktop.consent[purpose]
    return askNatively({ question, detail: detail(origins), yes, no }, parent())
  }

/** Restores the session. Requests of other instances wait for it. */
function restoreSession(deps: {
  log: Log
  policy: PolicyInForce
  state: StateStore
  files: Pick<UserFiles, 'account'>
  session: { vault: SecretVault }
  manager: SessionManager
  dialling: Dialling
}) {
  const { log, manager, dialling } = deps
  const restore = async (): Promise<void> => {
    const provisioned = await provisionAtStart(deps.state.get('environment').locale, {
      ...deps,
      vault: deps.session.vault
    })
    if (provisioned !== null) log.info('provisioning', provisioned.exitCode, provisioned.text)
    const result = await manager.restore()
    if (!result.ok) log.warn('sign-in not taken up', result.error.code)
  }
  const restored = restore()
  return createRequestQueue<CommandLine>(
    restored,
    (request) => dialling.obey(request),
    (problem) => log.error('request of another start', problem)
  )
}

/** What the windows beside the main one need. */
function largeWindows(
  files: ReturnType<typeof openUserFiles>,
  { records, imports, workLists, workRun }: ReturnType<typeof composeTopics>
) {
  const nothing = (): void => undefined
  return {
    records: { ...records, place: files.recordsPlace },
    imports: { ...imports, place: files.importsPlace },
    contacts: { place: files.contactsPlace, windowShown: nothing, windowClosed: nothing },
    workLists: {
      ...workLists,
      windowVisible: (isVisible: boolean) => workRun.windowVisible(isVisible),
      place: files.workListsPlace
    }
  }
}

/** Wires adapters and rules together; no other module imports both. `first`: what is shown already. */
export function compose(places: Places, first: FirstView): Program {
  const foundation = composeFoundation(places.userData)
  const { log, files, state, neighbours, applySettings } = foundation
  const desktop = composeDesktop(neighbours, first.displaySystem, places.built)

  const consent = createConsent({
    kept: files.consents,
    ask: consentQuestion(state, () => views.window.window())
  })
  const pages = composePages({
    consent,
    openPage: desktop.openPage,
    kept: state.get('settings').pages,
    current: () => state.get('settings').pages,
    onUnconfirmed: () => log.warn('page', 'its address was never confirmed')
  })
  const callingRules = composeCallingRules({
    ...foundation,
    imports: () => imports,
    window: () => views.window.window()
  })
  const { manager, ...session } = composeSession({
    ...foundation,
    vaultProgram: places.vaultProgram,
    consent,
    openRules: (...opening) => callingRules.open(...opening),
    onAlert: (alert) => views.notify(alert),
    onPage: (address) => views.openPage(address)
  })
  const dialling = composeDialling({
    state,
    session: manager,
    copiedText: desktop.copiedText,
    keys: composeKeys({ state, ...desktop }),
    applySettings,
    askForNumber: () => views.showView({ view: 'home' }),
    toggleWindow: () => views.window.toggle(),
    wrapUpLast() {
      const last = lastEnded(state.get('calls'))
      views.showView(last === null ? { view: 'home' } : { view: 'call', key: last.key })
    }
  })
  const links = composeLinks(foundation)
  const shortcut = composeShortcut(state)
  const topics = composeTopics({
    ...{ foundation, places, manager, dialling, consent, callingRules },
    openPage: desktop.openPage,
    views: () => views
  })
  const { callbacks, lookUp, contacts, records, wrapUps, imports, workLists, workRun } = topics
  const updates = composeUpdates({ ...foundation, feed: updatesOf(foundation.policy) })
  const quitting = composeQuitting({ state, imports })
  const guide = composeGuide({ ...foundation, notify: () => views.notifyNew('put-away') })
  const views = createViews({
    ...foundation,
    ...desktop,
    first,
    resources: places.resources,
    preload: places.preload,
    clock: systemClock,
    openPage: (address) => pages.open(address),
    callbackActions: callbacks.actions,
    onCancelPrompt: () => dialling.prompter.cancel(),
    onCallerKey: (index) => dialling.prompter.pressCallerKey(index),
    onPutAway: () => guide.tellWhere(),
    ...largeWindows(files, topics),
    trayActions: { ...dialling.trayActions, quit: quitting.quit }
  })
  const showForm = (): void => views.showView({ view: 'sign-in' })
  leadToAccount(state, showForm)
  const commands = createCommands({
    app: {
      state,
      applySettings,
      confirmPages: pages.confirm,
      confirmLookUp: lookUp.confirm,
      copy: (text) => void desktop.copiedText.write(foundation.mask.text(text)),
      openLicence: desktop.openLicence,
      copyDiagnostics: () => copyDiagnostics({ ...foundation, ...desktop, links }),
      hideWindow: () => views.window.hide(),
      onViewed: (isHome) => views.setHomeShown(isHome),
      notifySample: () => views.notifyNew('sample'),
      endGuide: () => guide.end(),
      pageRest: views.window.pageRest,
      dismissStorageProblems: (ids) => files.problems.acknowledge(ids),
      quit: quitting.quit
    },
    session: {
      session: manager,
      showForm,
      pauseImports: () => imports.pauseAll(),
      giveUpKeyStore: session.giveUpKeyStore
    },
    dialling: {
      ...dialling,
      links,
      shortcut,
      callers: () => manager.current()?.calls.callers ?? null,
      showCallerNumbers: () => views.showView({ view: 'settings', section: 'callerNumbers' }),
      showWindow: () => views.window.show()
    },
    calls: { calls: () => manager.current()?.calls ?? null, testPage: pages.test },
    team: () => manager.current()?.team ?? null,
    callbacks: callbacks.commands,
    lookUp: lookUp.commands,
    contacts: contacts.commands,
    workLists: workLists.commands,
    workRun: workRun.commands,
    wrapUps: wrapUps.commands,
    callingRules: callingRules.commands,
    demo: session.demo,
    records: records.commands,
    imports: imports.commands,
    updates: updates.commands
  })
  return startProgram({
    commands,
    ...foundation,
    manager,
    session,
    dialling,
    callingRules,
    ...topics,
    updates,
    quitting,
    views,
    desktop
  })
}

/** Wires the topics that belong to the signed-in account together. `views`: only called once they are composed. */
function composeTopics(deps: {
  foundation: ReturnType<typeof composeFoundation>
  places: Places
  manager: SessionManager
  dialling: Dialling
  consent: Consent
  callingRules: ComposedCallingRules
  openPage: (address: string) => void
  views: () => ReturnType<typeof createViews>
}) {
  const { foundation, places, manager, dialling, views } = deps
  const callbacks = composeCallbacks({
    ...foundation,
    announce: (due) => views().notifyCallbacks(due),
    show: (id) => views().showView({ view: 'callbacks', id }),
    dial: async (number) =>
      withQuestion(await dialling.prompter.dialFromWindow(number), () => views().window.show()),
    dialFromOutside: (number) => dialling.prompter.begin(number, 'notification')
  })
  const lookUp = composeLookUp({ state: foundation.state, consent: deps.consent, openPage: deps.openPage })
  const dropped = openDroppedFiles()
  const contacts = composeContacts({
    ...foundation,
    lookUp,
    program: places.contactsProgram,
    dropped,
    openWindow: (id) => views().showContacts(id),
    window: () => views().contactsWindow.window()
  })
  const records = composeRecords({
    ...foundation,
    userData: places.userData,
    program: places.recordsProgram,
    sessionManager: manager,
    openWindow: (id, calls) => views().showRecords(id, calls),
    window: () => views().recordsWindow.window(),
    note: (change) => wrapUps.note(change),
    namesOf: contacts.namesOf
  })
  const wrapUps = composeWrapUps({ ...foundation, onStored: (change) => records.showNote(change) })
  const imports = composeImports({
    ...foundation,
    program: places.importsProgram,
    sessionManager: manager,
    dropped,
    openWindow: (id) => views().showImports(id),
    window: () => views().importsWindow.window(),
    keepSettings: foundation.applySettings,
    onAlert: (alert) => views().notifyImport(alert),
    callsOf: (account) => records.callsOf(account),
    zone: () => records.zone(),
    doNotCall: (account) => deps.callingRules.numbersOf(account)
  })
  const workLists = composeWorkLists({
    ...foundation,
    userData: places.userData,
    program: places.workListsProgram,
    sources: {
      contacts: (text) => (path, signal) => contacts.writeTable(text, path, signal),
      records: (viewId) => records.writeNumbers(viewId),
      campaign: (importId, choice) => imports.writeNotReached(importId, choice)
    },
    isDoNotCall: (numbers) => numbers.map((number) => deps.callingRules.isDoNotCall(number)),
    namesOf: contacts.namesOf,
    dropped,
    openWindow: () => views().showWorkLists(),
    window: () => views().workListsWindow.window()
  })
  const workRun = composeWorkRun({
    ...foundation,
    prompter: dialling.prompter,
    store: async () => (await workLists.lists())?.run ?? null,
    callbacks: () => callbacks.current(),
    doNotCall: () => deps.callingRules.list(),
    openWindow: () => views().showWorkLists(true)
  })
  return { callbacks, lookUp, contacts, records, wrapUps, imports, workLists, workRun }
}

/** Everything that runs and has to be closed. */
interface ProgramParts {
  policy: PolicyInForce
  state: StateStore
  commands: ReturnType<typeof createCommands>
  log: Log
  mask: OutputMask
  files: Pick<UserFiles, 'flush' | 'account'>
  manager: SessionManager
  session: { vault: SecretVault; close(): Promise<void> }
  dialling: Dialling
  callingRules: Pick<ComposedCallingRules, 'close' | 'forgetDecisions'>
  callbacks: Pick<ReturnType<typeof composeCallbacks>, 'close'>
  contacts: Pick<ReturnType<typeof composeContacts>, 'close'>
  lookUp: Pick<ReturnType<typeof composeLookUp>, 'close'>
  wrapUps: Pick<ReturnType<typeof composeWrapUps>, 'close'>
  records: Pick<ReturnType<typeof composeRecords>, 'serve' | 'forgetRecordings' | 'close'>
  imports: Pick<ReturnType<typeof composeImports>, 'close'>
  workLists: Pick<ReturnType<typeof composeWorkLists>, 'close'>
  workRun: Pick<ReturnType<typeof composeWorkRun>, 'close'>
  updates: Pick<ReturnType<typeof composeUpdates>, 'close'>
  quitting: ReturnType<typeof composeQuitting>
  views: Pick<ReturnType<typeof createViews>, 'pages' | 'close'>
  desktop: Pick<ReturnType<typeof composeDesktop>, 'sessionBus'>
}

/** Takes the hot keys, restores the session, and closes everything in order at the end. */
function startProgram(parts: ProgramParts): Program {
  const {
    log,
    files,
    session,
    dialling,
    callingRules,
    callbacks,
    contacts,
    lookUp,
    wrapUps,
    records,
    imports,
    workLists,
    workRun,
    updates,
    quitting,
    views,
    desktop
  } = parts
  const route = routeCommands(
    parts.commands,
    createRateLimits(systemClock),
    (command, problem) => log.error('command', command, problem),
    parts.mask
  )
  dialling.hotKeys.start()
  const stopRetention = startRetention({
    ...{ state: parts.state, clock: systemClock },
    purges: {
      calls: (beforeMs) => parts.manager.current()?.calls.forgetEnded(beforeMs),
      recordings: (beforeMs) => records.forgetRecordings(beforeMs),
      ruleDecisions: (beforeMs) => callingRules.forgetDecisions(beforeMs),
      logs: (beforeMs) => log.forgetBefore(beforeMs)
    }
  })
  const requests = restoreSession(parts)

  return {
    route,
    isOwnPage: (id) => views.pages().some((contents) => contents.id === id),
    serve: (request) => records.serve(request),
    quit: quitting.quit,
    isQuitAgreed: quitting.isAgreed,
    obey(request) {
      if (!requests.add(request)) log.warn('too many requests of other starts', request.kind)
    },
    async close() {
      stopRetention()
      updates.close()
      dialling.close()
      // While the service is still reachable: waits for requests in flight and persists their outcome.
      await imports.close()
      // While the account is still known: a load in progress ends by its own rules.
      await records.close()
      await callbacks.close()
      await workRun.close()
      await workLists.close()
      await contacts.close()
      await lookUp.close()
      await wrapUps.close()
      await session.close()
      callingRules.close()
      // Before the files are flushed, because closing a window stores its place.
      views.close()
      desktop.sessionBus.close()
      files.flush()
      await log.flush()
    }
  }
}
