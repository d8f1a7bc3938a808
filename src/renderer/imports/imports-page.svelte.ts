import type { ReportPart } from '../../shared/imports/imports'
import type { ImportSummary } from '../../shared/imports/state-schema'
import {
  firstPlace,
  noPlace,
  placeAfter,
  placeBeside,
  placesOf,
  navigated,
  type ImportView,
  type Place
} from './places'

/** Navigation state of the campaigns window. */
export function createImportsPage(deps: { imports: () => readonly ImportSummary[] }) {
  let navigation = $state.raw(noPlace)

  const show = (place: Place) => {
    navigation = navigated(navigation, place)
  }

  return {
    get place(): Place {
      return navigation.place ?? { kind: 'draft' }
    },
    /** The view of the selected import. */
    get view() {
      return navigation.view
    },
    set view(view: ImportView) {
      navigation = { ...navigation, view }
    },
    /** The part whose numbers are listed; null: all. */
    get part() {
      return navigation.part
    },
    set part(part: ReportPart | null) {
      navigation = { ...navigation, part }
    },
    /** The import whose removal is being confirmed. */
    get removingId() {
      return navigation.removingId
    },
    show,
    /** Shows the initial page once the state is available, unless a page was requested before. */
    begin(hasDraft: boolean): void {
      if (navigation.place === null) show(firstPlace(deps.imports(), hasDraft))
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
      navigation = { ...navigation, part, view: 'entries' }
    },
    askRemoval(id: string): void {
      show({ kind: 'import', id })
      navigation = { ...navigation, removingId: id }
    },
    keep(): void {
      navigation = { ...navigation, removingId: null }
    },
    /** Leaves the page of an import that is being removed. */
    leave(id: string): void {
      const { place } = navigation
      if (place?.kind === 'import' && place.id === id) show(placeAfter(deps.imports(), id))
    },
    /** Resets the page when the account changes. */
    end(): void {
      navigation = noPlace
    }
  }
}

/** See {@link createImportsPage}. */
export type ImportsPage = ReturnType<typeof createImportsPage>
