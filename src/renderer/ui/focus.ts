// Focus targets that are reachable from anywhere in the window.
let numberBox: HTMLInputElement | null = null
let caller: HTMLElement | null = null
let list: HTMLElement | null = null
let choice: HTMLElement | null = null
let team: HTMLElement | null = null
let callbacks: HTMLElement | null = null
let teamFilter: HTMLInputElement | null = null

const keep =
  <Kept extends HTMLElement>(set: (element: Kept | null) => void) =>
  (element: Kept) => {
    set(element)
    return () => set(null)
  }

/** Moves the focus to these targets, and provides the attachments that register them. */
export const focus = {
  numberBox: keep<HTMLInputElement>((element) => (numberBox = element)),
  callerControl: keep<HTMLElement>((element) => (caller = element)),
  callList: keep<HTMLElement>((element) => (list = element)),
  numberChoice: keep<HTMLElement>((element) => (choice = element)),
  teamList: keep<HTMLElement>((element) => (team = element)),
  callbackList: keep<HTMLElement>((element) => (callbacks = element)),
  teamFilterBox: keep<HTMLInputElement>((element) => (teamFilter = element)),

  /** Focuses the number box and selects its text, so that typing or pasting replaces it. */
  box(): void {
    numberBox?.focus()
    numberBox?.select()
  },
  /** True while the focus is in the number box. */
  isInBox: (): boolean => numberBox !== null && document.activeElement === numberBox,
  /** Focuses the caller number beside the number box. */
  caller(): void {
    caller?.focus()
  },
  /** Focuses the row of the list that is in the tab order. */
  recents(): void {
    list?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
  },
  choice(): void {
    choice?.focus()
  },
  /** Focuses the row of the team that is in the tab order. */
  team(): void {
    team?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
  },
  /** Focuses the row of the call-backs that is in the tab order. */
  callbacks(): void {
    callbacks?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
  },
  /** Focuses the team's filter; returns false when there is none. */
  teamFilter(): boolean {
    teamFilter?.focus()
    return teamFilter !== null
  }
}
