import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import { PackageURL } from 'packageurl-js'
import parseExpression from 'spdx-expression-parse'

const licences = new Contrib.License.Factories.LicenseFactory(parseExpression)

/** @param {string} name @param {string} version */
function npmAddress(name, version) {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : ['', name]
  return new PackageURL('npm', scope, rest, version, undefined, undefined)
}

function component({ name, version, licence }, type = Enums.ComponentType.Library, purl) {
  const made = new Models.Component(type, name, { version, bomRef: `${name}@${version}` })
  made.purl = purl
  if (licence !== undefined && licence !== 'unknown') made.licenses.add(licences.makeFromString(licence))
  return made
}

/**
 * Returns the list of what a package contains, as CycloneDX 1.6 in JSON. The same input gives the same bytes.
 * @param {object} options
 * @param {import('./shipped-packages.mjs').ShippedPackage[]} options.packages
 * @param {{ electron: string, chrome: string, node: string }} options.runtime versions
 * @param {{ name: string, version: string, licence: string }[]} options.data data of others in Deskline's own files
 * @param {Record<string, any>} options.manifest package.json
 * @param {string} options.date of the build, ISO 8601
 */
export function cycloneDx({ packages, runtime, data, manifest, date }) {
  const bom = new Models.Bom()
  bom.metadata.timestamp = new Date(date)
  const { name, version, license: licence } = manifest
  bom.metadata.component = component({ name, version, licence }, Enums.ComponentType.Application)
  const parts = [
    component(
      { name: 'electron', version: runtime.electron, licence: 'MIT' },
      Enums.ComponentType.Framework,
      npmAddress('electron', runtime.electron)
    ),
    component(
      { name: 'chromium', version: runtime.chrome, licence: 'BSD-3-Clause' },
      Enums.ComponentType.Framework
    ),
    component({ name: 'node.js', version: runtime.node, licence: 'MIT' }, Enums.ComponentType.Framework),
    ...data.map((item) => component(item, Enums.ComponentType.Data)),
    ...packages.map((item) =>
      component(item, Enums.ComponentType.Library, npmAddress(item.name, item.version))
    )
  ]
  for (const part of parts) {
    bom.components.add(part)
    bom.metadata.component.dependencies.add(part.bomRef)
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`
}
