import { i18n } from './i18n.svelte'
import { app } from './state.svelte'

/** Keeps the document's language, title and theme as the state has them; for a page's root component. */
export function followAppearance(): void {
  $effect(() => {
    document.documentElement.lang = i18n.locale
    document.title = i18n.t.app.name
  })

  $effect(() => {
    const theme = app.settings?.theme ?? 'system'
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  })
}
