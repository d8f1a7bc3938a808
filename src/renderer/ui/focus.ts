// The places that a key can go to from anywhere in the window.
let numberBox: HTMLInputElement | null = null
let list: HTMLElement | null = null
let choice: HTMLElement | null = null
let team: HTMLElement | null = null
let teamFilter: HTMLInputElement | null = null

const keep =
  <Kept extends HTMLElement>(set: (element: Kept | null) => void) =>
  (element: Kept) => {
    set(element)
    return () => set(null)
  }

/** Where the focus can be sent, and the attachments that name these places. */
export const focus = {
  numberBox: keep<HTMLInputElement>((element) => (numberBox = element)),
  callList: keep<HTMLElement>((element) => (list = element)),
  numberChoice: keep<HTMLElement>((element) => (choice = element)),
  teamList: keep<HTMLElement>((element) => (team = element)),
  teamFilterBox: keep<HTMLInputElement>((element) => (teamFilter = element)),

  /** The number box, its text selected, so that typing or pasting replaces it. */
  box(): void {
    numberBox?.focus()
    numberBox?.select()
  },
  /** The row of the list that takes part in the tab order. */
  recents(): void {
    list?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
  },
  choice(): void {
    choice?.focus()
  },
  /** The row of the team that takes part in the tab order. */
  team(): void {
    team?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
  },
  /** The team's filter; false when there is none. */
  teamFilter(): boolean {
    teamFilter?.focus()
    return teamFilter !== null
  }
}
