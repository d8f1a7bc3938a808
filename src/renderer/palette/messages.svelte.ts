import { paletteEn } from '../../shared/messages/en/palette'
import { paletteZhCn } from '../../shared/messages/zh-cn/palette'
import { i18n } from '../platform/i18n.svelte.ts'

const languages = { en: paletteEn, 'zh-CN': paletteZhCn }
const current = $derived(languages[i18n.locale])

/** Messages of the palette. */
export const messages = {
  get palette() {
    return current
  }
}
