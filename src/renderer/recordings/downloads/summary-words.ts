import type { RecordingsMessages } from '../../../shared/messages/en/recordings'
import type { DownloadSummary } from '../../../shared/recordings/schema'
import { formatSize } from '../../ui/sizes'

/** Summary of the downloads, one sentence per outcome; the last one may introduce the reasons. */
export function summaryWords(
  { done, skipped, cancelled, failed, sizeBytes }: DownloadSummary,
  locale: string,
  t: RecordingsMessages['downloads']
): string[] {
  return [
    done === 0 && (skipped > 0 || failed > 0 || cancelled > 0)
      ? ''
      : t.summaryDone(done, formatSize(sizeBytes, locale)),
    skipped === 0 ? '' : t.summarySkipped(skipped),
    cancelled === 0 ? '' : t.summaryCancelled(cancelled),
    failed === 0 ? '' : t.summaryFailed(failed)
  ].filter((sentence) => sentence !== '')
}
