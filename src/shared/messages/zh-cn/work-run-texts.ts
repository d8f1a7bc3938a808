import type { workRunTextsEn } from '../en/work-run-texts'
import { wrapUpsZhCn } from './wrap-ups'

/** Texts that working through a list writes elsewhere, in Chinese. */
export const workRunTextsZhCn: typeof workRunTextsEn = {
  wrapUpResults: wrapUpsZhCn.results,
  neverReason: (result) => `业务结果：${result}`
}
