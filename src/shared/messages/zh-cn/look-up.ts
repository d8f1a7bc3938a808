import type { lookUpEn } from '../en/look-up'

export const lookUpZhCn: typeof lookUpEn = {
  title: '查询姓名',
  intro: (example) =>
    `向服务器（例如您的 CRM）查询号码是谁的。服务器返回 JSON：${example}。本机的联系人优先。`,
  isOn: '启用查询',
  address: '查询网址',
  number: '测试号码',
  try: '试一试',
  tryLabel: '测试姓名查询',
  found: (name) => `查到：${name}`,
  foundPage: (name, page) => `查到：${name}，页面：${page}`,
  unknown: (number) => `服务器已响应，但没有 ${number} 的资料。`,
  problems: {
    unreachable: '无法连接服务器。',
    'timed-out': '服务器两秒内没有响应。',
    'certificate-refused': '服务器的证书不受信任。',
    refused: '服务器拒绝了请求。',
    redirected: '服务器指向了另一个地址，请填写那个地址。',
    'too-large': '返回的内容超过 64 KB。',
    'not-json': '返回的内容不是 JSON，可能是登录页面。',
    'unknown-shape': '返回的内容是 JSON，但 name、company、link 不是文本。'
  }
}
