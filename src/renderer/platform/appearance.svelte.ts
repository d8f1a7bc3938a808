import { i18n } from './i18n.svelte.ts'
import { app } from './state.svelte.ts'

/**
 * Keeps the document's language, title and theme in step with the state; called by a page's root component. `title`:
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
}
