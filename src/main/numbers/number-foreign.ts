import { Gap, digitOf, digitsOf, gapBefore, sizeOf } from './number-run'
import type { Run } from './number-run'

/**
 * Country codes other than 86 and the possible digit counts after them, from libphonenumber-js's metadata (min),
 * restricted for the most common neighbours. The library itself isn't loaded at startup.
 */
const nationalDigits =
  '1:10 7:10 20:8-10 27:9 30:10 31:9 32:8-9 33:9 34:9 36:8-9 39:6-11 40:6-9 41:9-12 43:7-11 44:9-10 ' +
  '45:8 46:7-9 47:8 48:9 49:6-11 51:8-9 52:10 53:6-10 54:10-11 55:10-11 56:9 57:8-10 58:10 60:8-10 ' +
  '61:9 62:8-12 63:8-10 64:8-10 65:8 66:8-9 81:9-10 82:8-10 84:9-10 90:10 91:10 92:9-10 93:9 94:9 ' +
  '95:7-10 98:10 211:9 212:9 213:8-9 216:8 218:9 220:7-9 221:9 222:8 223:8 224:8-9 225:10 226:8 227:8 ' +
  '228:8 229:10 230:7-10 231:7-9 232:8 233:8-9 234:8-10 235:8 236:8 237:8-9 238:7 239:7 240:9 241:7-8 ' +
  '242:9 243:7-10 244:9 245:7-9 246:7 247:6 248:7 249:9 250:8-9 251:9 252:6-9 253:8 254:7-10 255:9 ' +
  '256:9 257:8 258:8-9 260:9 261:9 262:9 263:7-10 264:8-9 265:7-9 266:8 267:7-10 268:8-9 269:7 290:5 ' +
  '291:7 297:7 298:6 299:6 350:8 351:9 352:6-11 353:8-9 354:7-9 355:6-9 356:8 357:8 358:6-10 359:6-12 ' +
  '370:8 371:8 372:7-10 373:8 374:8 375:6-11 376:6-9 377:8-9 378:8-10 380:9-10 381:6-12 382:8-9 ' +
  '383:8-12 385:7-9 386:6-8 387:8-9 389:8 420:9-12 421:6-9 423:7-9 500:5 501:7-11 502:8-11 503:7-11 ' +
  '504:8-11 505:8 506:8-10 507:7-11 508:6-9 509:8 590:9 591:8-9 592:7 593:8-11 594:9 595:6-11 596:9 ' +
  '597:6-7 598:6-12 599:7-8 670:7-8 672:6 673:7 674:7 675:7-8 676:6-7 677:6-7 678:6-7 679:7-11 680:7 ' +
  '681:6-9 682:5 683:7 685:6-10 686:6-8 687:6 688:6-7 689:6-9 690:6-7 691:7 692:7 850:8-10 852:8 853:8 ' +
  '855:8-9 856:8-10 880:8-10 886:8-9 960:7-10 961:7-8 962:8-9 963:8-9 964:8-10 965:7-8 966:9-10 ' +
  '967:7-9 968:7-9 970:8-10 971:8-9 972:8-9 973:8 974:7-11 975:7-8 976:8-10 977:8-11 992:9 993:8 994:9 ' +
  '995:9 996:9-10 998:9'

let lengths: Map<string, [least: number, most: number]> | undefined

function lengthsOf(countryCode: string): [least: number, most: number] | undefined {
  lengths ??= new Map(
    nationalDigits.split(' ').map((entry) => {
      const [code = '', least = '', most = least] = entry.split(/[:-]/)
      return [code, [Number(least), Number(most)]]
    })
  )
  return lengths.get(countryCode)
}

/** The dial string, with 00 prepended, if the digits (country code first) can be a number of another country. */
export function foreignDial(digits: string): string | undefined {
  for (const size of [1, 2, 3]) {
    const range = lengthsOf(digits.slice(0, size))
    if (!range) continue
    const national = digits.length - size
    return national >= range[0] && national <= range[1] ? `00${digits}` : undefined
  }
  return undefined
}

/** The foreign number that begins with this group after a +, with as many groups as its country allows. */
export function foreignAt(run: Run, group: number): { dial: string; last: number } | undefined {
  let found: { dial: string; last: number } | undefined
  let digits = ''
  for (let last = group; last < run.count; last += 1) {
    const gap = gapBefore(run, last)
    if (last > group && (gap & Gap.plus) !== 0) break
    if (digits.length + sizeOf(run, last) > 15) break
    // +44 (0)20: the 0 is only for calls within the country.
    if ((gap & Gap.open) !== 0 && sizeOf(run, last) === 1 && digitOf(run, last, 0) === 0) continue
    digits += digitsOf(run, last, last)
    const dial = foreignDial(digits)
    if (dial !== undefined) found = { dial, last }
  }
  return found
}
