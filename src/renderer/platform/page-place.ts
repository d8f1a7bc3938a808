/** An element, described by its path from the body. `label` tells apart what is now in the same place. */
interface ElementPath {
  path: string
  label: string
}

/** Where the user is on the page: what has the focus, the marked text in it, and what is scrolled how far, in px. */
export interface PagePlace {
  focus: (ElementPath & { selection: [number, number] | null }) | null
  scrolled: (ElementPath & { top: number })[]
}

/** At most this many scroll positions are kept. */
const maxScrolled = 50

/** How long the elements of a restored page are waited for, in ms. */
const waitMs = 5_000

const labelOf = (element: Element): string =>
  element.getAttribute('aria-label') ?? element.getAttribute('name') ?? element.tagName

/** The path of an element: its position among the siblings of its kind, from the body down. */
function pathOf(element: Element): ElementPath {
  const steps: string[] = []
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
    const { tagName } = at
    const alike = [...(at.parentElement?.children ?? [])].filter((other) => other.tagName === tagName)
    steps.unshift(`${tagName.toLowerCase()}:nth-of-type(${alike.indexOf(at) + 1})`)
  }
  return { path: ['body', ...steps].join(' > '), label: labelOf(element) }
}

function find({ path, label }: ElementPath): HTMLElement | null {
  const element = document.querySelector<HTMLElement>(path)
  return element !== null && labelOf(element) === label ? element : null
}

const isText = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && ['text', 'search', 'tel', 'url'].includes(element.type))

/** Where the user is now. */
export function readPlace(): PagePlace {
  const active = document.activeElement
  const selection = (element: Element): [number, number] | null =>
    isText(element) ? [element.selectionStart ?? 0, element.selectionEnd ?? 0] : null
  return {
    focus:
      active === null || active === document.body
        ? null
        : { ...pathOf(active), selection: selection(active) },
    scrolled: [...document.querySelectorAll('body *')]
      .filter(({ scrollTop }) => scrollTop > 0)
      .slice(0, maxScrolled)
      .map((element) => ({ ...pathOf(element), top: element.scrollTop }))
  }
}

/** Restores the focus and the scroll positions, as soon as their elements are there. The user's first action ends it. */
export function restorePlace({ focus, scrolled }: PagePlace): void {
  let waiting = [...scrolled]
  let isFocused = focus === null

  const restore = (): void => {
    waiting = waiting.filter((one) => {
      const element = find(one)
      if (element === null) return true
      element.scrollTop = one.top
      // A list that isn't long enough yet grows.
      return element.scrollTop < one.top - 1
    })
    const element = focus === null || isFocused ? null : find(focus)
    if (focus !== null && element !== null) {
      element.focus({ preventScroll: true })
      if (focus.selection !== null && isText(element)) element.setSelectionRange(...focus.selection)
      isFocused = document.activeElement === element
    }
    if (isFocused && waiting.length === 0) end()
  }
  const observer = new MutationObserver(restore)
  const end = (): void => {
    observer.disconnect()
    clearTimeout(limit)
    for (const name of actions) document.removeEventListener(name, end, true)
  }
  const limit = setTimeout(end, waitMs)
  const actions = ['keydown', 'pointerdown', 'wheel'] as const
  for (const name of actions) document.addEventListener(name, end, true)
  observer.observe(document.body, { childList: true, subtree: true })
  restore()
}
