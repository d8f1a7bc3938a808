import type { ReportPart } from '../../shared/imports/imports'
import type { ImportSummary } from '../../shared/imports/imports-state'
import {
  firstPlace,
  nowhere,
  placeAfter,
  placeBeside,
  placesOf,
  standingAt,
  type ImportView,
  type Place
} from './places'

/** Navigation state of the campaigns window. */
export function createImportsPage(deps: { imports: () => readonly ImportSummary[] }) {
  let standing = $state.raw(nowhere)

  const show = (place: Place) => {
    standing = standingAt(standing, place)
  }

  return {
    get place(): Place {
      return standing.place ?? { kind: 'draft' }
    },
    /** The view of the selected import. */
    get view() {
      return standing.view
    },
    set view(view: ImportView) {
      standing = { ...standing, view }
    },
    /** The part whose numbers are listed; null: all. */
    get part() {
      return standing.part
    },
    set part(part: ReportPart | null) {
      standing = { ...standing, part }
    },
    /** The import whose removal is being confirmed. */
    get removingId() {
      return standing.removingId
    },
    show,
    /** Shows the initial page once the state is available, unless a page was requested before. */
    begin(hasDraft: boolean): void {
      if (standing.place === null) show(firstPlace(deps.imports(), hasDraft))
    },
    step(by: number): void {
      show(placeBeside(placesOf(deps.imports()), this.place, by))
    },
    /** Shows the nth import in the sidebar, from 0. */
    showNth(n: number): void {
      const nth = placesOf(deps.imports()).filter(({ kind }) => kind === 'import')[n]
      if (nth !== undefined) show(nth)
    },
    showPart(part: ReportPart): void {
      standing = { ...standing, part, view: 'entries' }
    },
    askRemoval(id: string): void {
      show({ kind: 'import', id })
      standing = { ...standing, removingId: id }
    },
    keep(): void {
      standing = { ...standing, removingId: null }
    },
    /** Leaves the page of an import that is being removed. */
    leave(id: string): void {
      const { place } = standing
      if (place?.kind === 'import' && place.id === id) show(placeAfter(deps.imports(), id))
    },
    /** Resets the page when the account changes. */
    end(): void {
      standing = nowhere
    }
  }
}

/** See {@link createImportsPage}. */
export type ImportsPage = ReturnType<typeof createImportsPage>
