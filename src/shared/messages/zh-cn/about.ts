import type { AboutMessages } from '../en/about'

/** The page about the program and its updates, in Chinese. */
export const aboutZhCn: AboutMessages = {
  summary: (version) => `版本 ${version}`,
  build: '构建',
  builtOn: (commit, day) => `${commit}，${day}`,
  fromSources: '由源码直接运行',
  system: '系统',
  copy: '复制',
  program: '程序',
  licences: '许可证',
  licencesIntro: '话机伴侣是采用 MIT 许可证的自由软件，其中包含他人的作品，相应的许可证随程序提供。',
  licenceTexts: { deskline: '查看许可证', chromium: '查看 Chromium 的许可证' },
  updates: {
    title: '更新',
    off: '您单位的策略未指定更新来源。',
    'by-hand': '当前副本无法自行更新，请使用新版安装包安装。',
    never: '启动后尚未检查。',
    current: (moment) => `已是最新版本。检查时间：${moment}。`,
    checking: '正在检查新版本…',
    waiting: (version) => `有新版本 ${version}，将在没有通话和导入任务时下载。`,
    downloading: (version, percent) => `正在下载版本 ${version}：${percent}%`,
    ready: (version) => `版本 ${version} 已下载，重启话机伴侣即可使用。`,
    busy: '通话或导入结束后才能进行。',
    failed: {
      'feed-unreachable': '无法连接更新服务器，稍后会自动重试。若持续如此，请联系管理员。',
      'feed-untrusted': '更新服务器的内容没有贵单位的签名，因此未下载任何文件。请联系管理员。',
      'download-failed': '下载中断，稍后会自动重试。',
      'download-damaged': '下载的文件与贵单位签名的文件不一致，已丢弃。请联系管理员。',
      'not-installed': '更新未安装：系统拒绝了安装，或安装被取消。当前版本继续运行。'
    },
    check: '立即检查',
    install: '重启并更新'
  }
}
