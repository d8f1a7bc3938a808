import type { AdministrationMessages } from '../en/administration'

/** 管理员命令的输出（简体中文）。 */
export const administrationZhCn: AdministrationMessages = {
  check: {
    noPolicy: '本机没有话机伴侣策略。',
    line: (line, text) => `第 ${line} 行：${text}`,
    locked: (name, value) => `${name} 锁定为 ${value}。`,
    preset: (name, value) => `${name} 预设为 ${value}，用户可以更改。`,
    given: (name, value) => `${name} 为 ${value}。`,
    ignored: (name) => `${name} 供编辑器使用，话机伴侣会忽略。`,
    twice: (name) => `${name} 重复出现，只有最后一个会生效。`,
    unknown: (name) => `此版本的话机伴侣不认识 ${name}。`,
    wrong: (name, reason) => `${name} 的值不正确。${reason}`,
    wrongRoot: (reason) => `这不是策略文件。${reason}`,
    syntax: '从这里开始不是有效的 JSON。',
    valid: (count) => `策略有效，共 ${count} 项。`,
    invalid: (count) => `策略有 ${count} 处错误，话机伴侣不会应用其中任何一项。`,
    problems: {
      unreadable: (place, detail) => `无法读取 ${place}（${detail}）。`,
      invalid: (place, detail) => `${place} 不是有效的策略（${detail}）。`,
      'not-protected': (place, detail) =>
        `话机伴侣不会应用 ${place}：${detail} 必须属于 root，且只有 root 可以写入。`
    }
  },
  provision: {
    unreadable: (place) => `无法读取 ${place}，没有设置账号。`,
    invalid: (reason) => `内容不是带访问密钥的账号，没有设置。${reason}`,
    refused: (field, reason) => `没有设置账号（${field}）。${reason}`,
    notKept: (reason) => `访问密钥未能保存，没有设置账号。${reason}`,
    running: '话机伴侣正在运行，请先退出。',
    done: (tenant, agent) => `已设置租户 ${tenant} 的话机 ${agent}，访问密钥已存入系统密钥库。`,
    deleted: (place) => `${place} 含有访问密钥，已删除。`,
    toDelete: (place) => `请立即删除 ${place}，其中仍有访问密钥。`
  }
}
