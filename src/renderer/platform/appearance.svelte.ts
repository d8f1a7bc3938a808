import { i18n } from './i18n.svelte.ts'
import { settingsChanges } from './settings-changes.svelte.ts'
import { app } from './state.svelte.ts'
import { zoomAfter } from './zoom-keys'

/**
 * Keeps the document's language, title and theme in step with the state, and zooms by keys; called by a page's root component. `title`:
 * for windows other than the main one, which has the program's name.
 */
export function followAppearance(title: () => string = () => i18n.t.app.name): void {
  $effect(() => {
    document.documentElement.lang = i18n.locale
    document.title = title()
  })

  $effect(() => {
    const theme = app.settings?.theme ?? 'system'
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  })

  $effect(() => {
    const onKeydown = (event: KeyboardEvent) => {
      const zoom = settingsChanges.current?.zoom
      if (zoom === undefined || event.defaultPrevented) return
      const next = zoomAfter(event, zoom, app.environment?.platform === 'darwin')
      if (next === null) return
      event.preventDefault()
      if (next !== zoom) void settingsChanges.change({ zoom: next })
    }
    window.addEventListener('keydown', onKeydown)
    return () => window.removeEventListener('keydown', onKeydown)
  })
}
