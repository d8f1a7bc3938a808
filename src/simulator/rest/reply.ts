/** An HTTP handler's answer before it is sent; faults can still modify it. */
export interface Reply {
  status: number
  headers: Record<string, string>
  /** A Uint8Array is sent with its length; iterables are streamed. */
  body: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

export function textReply(status: number, type: string, text: string, headers = {}): Reply {
  const body = Buffer.from(text)
  return {
    status,
    headers: { 'content-type': type, 'content-length': String(body.length), ...headers },
    body
  }
}

export const jsonReply = (status: number, value: unknown, headers = {}): Reply =>
  textReply(status, 'application/json; charset=utf-8', JSON.stringify(value), headers)

/** 如果调用成功,body返回值为空。 */
export const emptyReply = (): Reply => ({
  status: 200,
  headers: { 'content-length': '0' },
  body: new Uint8Array(0)
})
