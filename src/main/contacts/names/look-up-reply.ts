import { z } from 'zod'
import { contactLimits } from '../../../shared/contacts/contacts'
import { lookUpLimits, type LookUpProblem } from '../../../shared/contacts/look-up'
import type { LookUpAnswer } from '../../../shared/contacts/look-up-contract'
import { plainText } from '../../../shared/platform/plain-text'
import { lineText } from '../contact-text'
import { parseForeignJson } from '../../service/foreign-json'

/** What came back from the server. */
export type LookUpReply =
  | { kind: 'reply'; status: number; body: Uint8Array }
  | { kind: 'failed'; problem: LookUpProblem; status: number | null }

/** Other properties are ignored. A number can be unknown (`null` or no name). */
const replySchema = z
  .object({
    name: z.string().nullish(),
    company: z.string().nullish(),
    link: z.string().nullish()
  })
  .nullable()

const failed = (problem: LookUpProblem, status: number | null): LookUpAnswer => ({
  kind: 'failed',
  problem,
  status
})

/** External text on one line, within the limit, without invisible characters and half a one at its end. */
const nameOf = (text: string | null | undefined): string =>
  lineText(plainText((text ?? '').slice(0, contactLimits.maxName)))

/** An http(s) address without user and password; null for any other text. */
function linkOf(text: string | null | undefined): string | null {
  if (typeof text !== 'string' || text.length > lookUpLimits.maxLink || !URL.canParse(text)) return null
  const { protocol, username, password, href } = new URL(text)
  const isWeb = (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
  return isWeb && href.length <= lookUpLimits.maxLink ? href : null
}

/** Reads the reply to a look-up; the names are single lines, the link an http(s) address. Never throws. */
export function readLookUpReply(reply: LookUpReply): LookUpAnswer {
  if (reply.kind === 'failed') return failed(reply.problem, reply.status)
  const { status, body } = reply
  if (status === 404 || status === 204) return { kind: 'unknown' }
  if (status >= 300 && status < 400) return failed('redirected', status)
  if (status < 200 || status >= 300) return failed('refused', status)
  let json: unknown
  try {
    json = parseForeignJson(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return failed('not-json', status)
  }
  const read = replySchema.safeParse(json)
  if (!read.success) return failed('unknown-shape', status)
  const [name, company] = [nameOf(read.data?.name), nameOf(read.data?.company)]
  if (name === '' && company === '') return { kind: 'unknown' }
  return { kind: 'found', name, company, link: linkOf(read.data?.link) }
}
