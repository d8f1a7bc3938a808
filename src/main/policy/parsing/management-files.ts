import { z } from 'zod'
import { policyLeaves, type PolicyLeaf } from './policy-leaves'
import { registryKey } from './registry-policy'

// Files of management tools, made from the schema of the policy: group policies of Windows (ADMX with its ADML) and
// a configuration profile of macOS.

const keyBelow = registryKey.slice(registryKey.indexOf('\\') + 1)
const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const nameOf = ({ path }: PolicyLeaf): string => path.join('_').replaceAll('-', '_')

/** Registry key and value of a leaf: groups are keys, a setting's path is its value's name. */
function placeOf({ path }: PolicyLeaf): { key: string; value: string } {
  const depth = path[0] === 'locked' || path[0] === 'preset' ? 2 : path.length - 1
  return { key: [keyBelow, ...path.slice(0, depth)].join('\\'), value: path.slice(depth).join('.') }
}

const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodNullable ? (schema.unwrap() as z.ZodType) : schema

const choicesOf = (schema: z.ZodType): readonly string[] | null => {
  const inner = bare(schema)
  return inner instanceof z.ZodEnum ? inner.options.map(String) : null
}

const categoryOf = ({ path }: PolicyLeaf): string =>
  path[0] === 'locked' || path[0] === 'preset' ? path[0] : 'deskline'

function admxPolicy(leaf: PolicyLeaf): string {
  const name = nameOf(leaf)
  const { key, value } = placeOf(leaf)
  const open = `    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.explain)" key="${xml(key)}"`
  const about = `      <parentCategory ref="${categoryOf(leaf)}" />\n      <supportedOn ref="windows" />`
  const schema = bare(leaf.schema)
  if (schema instanceof z.ZodBoolean) {
    return `${open} valueName="${xml(value)}">
${about}
      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>
    </policy>`
  }
  const choices = choicesOf(leaf.schema)
  const element =
    choices === null
      ? `<text id="${name}" valueName="${xml(value)}" required="true" />`
      : `<enum id="${name}" valueName="${xml(value)}" required="true">
${choices.map((choice) => `          <item displayName="$(string.choice_${choice.replaceAll('-', '_')})"><value><string>${xml(choice)}</string></value></item>`).join('\n')}
        </enum>`
  return `${open} presentation="$(presentation.${name})">
${about}
      <elements>
        ${element}
      </elements>
    </policy>`
}

/** The group policies. */
export function admx(): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <policyNamespaces>
    <target prefix="deskline" namespace="Deskline.Policies" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="windows" displayName="$(string.windows)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="deskline" displayName="$(string.deskline)" />
    <category name="locked" displayName="$(string.locked)"><parentCategory ref="deskline" /></category>
    <category name="preset" displayName="$(string.preset)"><parentCategory ref="deskline" /></category>
  </categories>
  <policies>
${policyLeaves().map(admxPolicy).join('\n')}
  </policies>
</policyDefinitions>
`
}

/** Texts of the group policies. */
export interface AdmlWords {
  name: string
  locked: string
  preset: string
  explain: string
  windows: string
}

export const admlEn: AdmlWords = {
  name: 'Deskline',
  locked: 'Locked',
  preset: 'Preset',
  explain:
    'The setting has its name in docs/deployment.md. Lists and objects are JSON; null removes a value. A locked value can only be changed here, a preset by the user, too.',
  windows: 'Windows 10 and later'
}

export const admlZhCn: AdmlWords = {
  name: '话机伴侣',
  locked: '锁定',
  preset: '预设',
  explain:
    '设置名称的说明见 docs/deployment.md。列表和对象用 JSON 填写，null 表示不设值。锁定的值只能在此更改，预设的值用户也可以更改。',
  windows: 'Windows 10 及更高版本'
}

/** The texts of {@link admx} in one language. */
export function adml(words: AdmlWords): string {
  const leaves = policyLeaves()
  const choices = [...new Set(leaves.flatMap(({ schema }) => choicesOf(schema) ?? []))]
  const string = (id: string, text: string): string => `      <string id="${id}">${xml(text)}</string>`
  const inputs = leaves.filter(({ schema }) => !(bare(schema) instanceof z.ZodBoolean))
  const presentation = (leaf: PolicyLeaf): string => {
    const name = nameOf(leaf)
    const label = xml(placeOf(leaf).value)
    const input =
      choicesOf(leaf.schema) === null
        ? `<textBox refId="${name}"><label>${label}</label></textBox>`
        : `<dropdownList refId="${name}" noSort="true">${label}</dropdownList>`
    return `      <presentation id="${name}">${input}</presentation>`
  }
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <displayName>${xml(words.name)}</displayName>
  <description>${xml(words.name)}</description>
  <resources>
    <stringTable>
${[
  string('deskline', words.name),
  string('locked', words.locked),
  string('preset', words.preset),
  string('explain', words.explain),
  string('windows', words.windows),
  ...choices.map((choice) => string(`choice_${choice.replaceAll('-', '_')}`, choice)),
  ...leaves.map((leaf) => string(nameOf(leaf), placeOf(leaf).value))
].join('\n')}
    </stringTable>
    <presentationTable>
${inputs.map(presentation).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}

function plist(value: unknown, indent: string): string {
  if (typeof value === 'boolean') return `${indent}<${String(value)}/>`
  if (typeof value === 'number') return `${indent}<integer>${value}</integer>`
  if (typeof value === 'string') return `${indent}<string>${xml(value)}</string>`
  if (Array.isArray(value)) {
    return `${indent}<array>\n${value.map((item) => plist(item, `${indent}  `)).join('\n')}\n${indent}</array>`
  }
  const parts = Object.entries(value as object).map(
    ([key, part]) => `${indent}  <key>${xml(key)}</key>\n${plist(part, `${indent}  `)}`
  )
  return `${indent}<dict>\n${parts.join('\n')}\n${indent}</dict>`
}

/** An example of a configuration profile of macOS; its values are those of `policy`. */
export function mobileconfig(policy: object): string {
  const identifiers = (suffix: string, uuid: string) => ({
    PayloadIdentifier: `com.deskline.app${suffix}`,
    PayloadUUID: uuid,
    PayloadVersion: 1
  })
  const profile = {
    PayloadDisplayName: 'Deskline',
    PayloadType: 'Configuration',
    PayloadScope: 'System',
    ...identifiers('.policy', '6B1F7C52-6E0E-4C1B-9B1F-0D4C7E5A9F11'),
    PayloadContent: [
      {
        PayloadType: 'com.apple.ManagedClient.preferences',
        ...identifiers('.policy.settings', '0F3E5B1D-9C4A-4E6F-8A57-2D6B1C3E4F22'),
        PayloadContent: { 'com.deskline.app': { Forced: [{ mcx_preference_settings: policy }] } }
      }
    ]
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${plist(profile, '')}
</plist>
`
}
