import { callerOptions } from '../../shared/dialling/caller-choice'
import { announcer } from '../platform/announcer.svelte.ts'
import { commands } from '../platform/bridge'
import { dialBox } from '../dialling/dial-box.svelte.ts'
import { callerIndexOf, callerName } from '../dialling/callers/caller-words'
import { focus } from '../ui/focus'
import { i18n } from '../platform/i18n.svelte.ts'
import { navigation } from '../platform/navigation.svelte.ts'
import { openContacts } from '../platform/open-contacts'
import { openImports } from '../platform/open-imports'
import { openRecords } from '../platform/open-records'
import { openWorkLists } from '../platform/open-work-lists'
import { palette } from '../palette/palette.svelte.ts'
import { recents } from '../calls/recents.svelte.ts'
import { app } from '../platform/state.svelte.ts'
import { wrapUpKeys } from '../wrap-ups/wrap-up-keys'

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="radio"], [type="checkbox"]), select, textarea')

const isHome = (): boolean => app.session?.kind === 'signed-in' && navigation.view.view === 'home'

function goToBox(): void {
  navigation.home()
  // The box can take the focus only once the page over it is gone.
  queueMicrotask(() => focus.box())
}

/** Handles keys with Ctrl (⌘ on a Mac); true when it was one of Deskline's. */
function handleChord(event: KeyboardEvent): boolean {
  const isSignedIn = app.session?.kind === 'signed-in'
  switch (event.key.toLowerCase()) {
    case ',':
      navigation.show({ view: 'settings' })
      return true
    case 'q':
      void commands['app:quit'](undefined)
      return true
    case 'l':
      if (isSignedIn) goToBox()
      return isSignedIn
    case 't':
      if (isSignedIn) navigation.show({ view: 'team' })
      return isSignedIn
    case 'b':
      if (isSignedIn) navigation.show({ view: 'callbacks', id: null })
      return isSignedIn
    // Like the history of browsers: Ctrl+H, and ⌘Y where ⌘H hides the program.
    case app.environment?.platform === 'darwin' ? 'y' : 'h':
      if (isSignedIn) void openRecords()
      return isSignedIn
    case 'p':
      if (isSignedIn) void openContacts()
      return isSignedIn
    case 'j':
      if (isSignedIn) void openWorkLists()
      return isSignedIn
    case 'k':
      if (isSignedIn) palette.open()
      return isSignedIn
    case 'i':
      if (isSignedIn) void openImports()
      return isSignedIn
    case 'f':
      if (navigation.view.view === 'team') return focus.teamFilter()
      if (isHome() && app.calls.length > 0) recents.openFilter()
      return isHome()
    default:
      return false
  }
}

/** Chooses the caller number with this key for the call in the number box, and says which. */
function chooseCaller(index: number): boolean {
  const wasRefused = dialBox.isCallerRefused
  if (!dialBox.pressCallerKey(index)) return false
  // The refusal had moved the focus to the caller number.
  if (wasRefused) focus.box()
  const number = callerOptions(dialBox.callers)[index] ?? null
  announcer.say(i18n.t.callers.changed(callerName(dialBox.callers, number, i18n.t.callers)))
  return true
}

/** Lists, menus and dialogs have keys of their own. */
const withOwnKeys = 'dialog, [role="grid"], [role="listbox"], [role="menu"]'

/** Gives a key to the wrap-up of the visible call: that of its page or, on the home view, that of the card. */
function pressForWrapUp({ target, key, repeat }: KeyboardEvent): boolean {
  const { view } = navigation.view
  if (repeat || (view !== 'home' && view !== 'call')) return false
  if (target instanceof HTMLElement && target.closest(withOwnKeys) !== null) return false
  return wrapUpKeys.press(view === 'call' ? 'page' : 'card', key)
}

/** Handles plain keys outside of text fields. A digit sets the result of a call, else it starts a number. */
function handlePlain(event: KeyboardEvent): boolean {
  if (event.key === '?') {
    navigation.show({ view: 'keys' })
    return true
  }
  if (pressForWrapUp(event)) return true
  if (!isHome()) return false
  if (event.key === '/') {
    focus.box()
    return true
  }
  if (/^[\d+]$/.test(event.key)) {
    focus.box()
    dialBox.put(event.key)
    return true
  }
  return false
}

/** A click beside the controls of a modal dialog leaves the focus on the page behind it. */
const isBehindDialog = (): boolean => document.querySelector('dialog:modal') !== null

/** Handles the keys that work wherever the focus is, but in a modal dialog; a handled event has its default prevented. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isBehindDialog()) return
  const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  const callerIndex = event.repeat ? null : callerIndexOf(event)
  let isHandled = false
  if (event.key === 'Escape') {
    if (!navigation.back()) void commands['window:hide'](undefined)
    isHandled = true
  } else if (event.key === 'F1') {
    navigation.show({ view: 'keys' })
    isHandled = true
  } else if (isChord) isHandled = handleChord(event)
  else if (callerIndex !== null) isHandled = isHome() && chooseCaller(callerIndex)
  else if (!event.ctrlKey && !event.metaKey && !event.altKey && !isTextField(event.target)) {
    isHandled = handlePlain(event)
  }
  if (isHandled) event.preventDefault()
}

/** Puts a paste outside of text fields into the number box. */
export function handlePaste(event: ClipboardEvent): void {
  if (event.defaultPrevented || isTextField(event.target) || !isHome() || isBehindDialog()) return
  const pasted = event.clipboardData?.getData('text/plain') ?? ''
  if (pasted === '') return
  event.preventDefault()
  focus.box()
  void dialBox.paste(pasted)
}
