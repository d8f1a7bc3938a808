import { urlPart } from './url-part'

// Open question: the document shows `access_token` only on queryByPeriod, as a query parameter. Our reading: always
// send it there, and on the other calls too unless the user turns that off. Only this file adds it.

const parameter = 'access_token'

/** Adds the access token to `path` (with or without a query) as the document shows it (三、按时间段查询呼叫). */
export function withToken(path: string, token: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${parameter}=${urlPart(token)}`
}

const escapedForPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** The encodings in which a server may echo the token: verbatim, URL, form, JSON or HTML. */
function formsOf(token: string): string[] {
  const html = token.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    token,
    urlPart(token),
    new URLSearchParams([['', token]]).toString().slice(1),
    JSON.stringify(token).slice(1, -1),
    html.replaceAll('"', '&quot;')
  ]
}

/** Replaces every form of the token in `text` by `***`. Use it for any text received from a server. */
export function redact(text: string, token: string): string {
  if (token === '') return text
  const forms = [...new Set(formsOf(token))].sort((a, b) => b.length - a.length)
  return text.replace(new RegExp(forms.map(escapedForPattern).join('|'), 'gi'), '***')
}
