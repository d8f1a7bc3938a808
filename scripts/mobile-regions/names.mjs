// Names of the source's regions as the table of area codes writes them: 广东省深圳市 becomes 广东 深圳.

/** Cities that were renamed after the source named them. */
const renamed = new Map([['襄樊', '襄阳']])

/** Suffixes of a city, a prefecture and the like. Autonomous prefectures are in the table of area codes by name. */
const citySuffix = /(?:市|地区|林区)$/

/** XiAn becomes Xi’an. */
const withApostrophe = (/** @type {string} */ name) =>
  name.replace(/([a-z])([AEO])(?=[a-z])/g, (_, before, initial) => `${before}’${initial.toLowerCase()}`)

/**
 * Returns a function that names a region of the source in both languages.
 * @param {readonly (readonly [string, string, string])[]} areaCodeLines
 */
export function createNaming(areaCodeLines) {
  const provinces = areaCodeLines.map(([province, provinceEn, codes]) => ({
    province,
    provinceEn,
    cities: new Map(
      codes.split(', ').map((entry) => {
        const [, city = '', ...english] = entry.split(' ')
        return /** @type {[string, string]} */ ([city, english.join(' ')])
      })
    )
  }))
  const municipalities = provinces.find(({ province }) => province === '')?.cities ?? new Map()

  /** @param {{ zh: string, en: string }} region */
  return ({ zh, en }) => {
    const municipality = zh.replace(/市$/, '')
    if (municipalities.has(municipality)) return { zh: municipality, en: municipalities.get(municipality) }
    const known = provinces.find(({ province }) => province !== '' && zh.startsWith(province))
    if (known === undefined) throw new Error(`${zh} is in no known province`)
    const rest = zh.slice(known.province.length).replace(/^(?:省|自治区)/, '')
    const short = rest.replace(citySuffix, '')
    const name = renamed.get(short) ?? short
    // 大理白族自治州 is 大理 there, 海南藏族自治州 is 海南州, 锡林郭勒盟 is 锡林郭勒.
    const city =
      [...known.cities.keys()].find((of) => of === name || of === rest) ??
      [...known.cities.keys()].find((of) => /州$|盟$/.test(rest) && rest.startsWith(of.replace(/州$/, ''))) ??
      name
    const english = known.cities.get(city) ?? withApostrophe(en.split(', ')[0] ?? '')
    return { zh: `${known.province} ${city}`, en: `${english}, ${known.provinceEn}` }
  }
}
