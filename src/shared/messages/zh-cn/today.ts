import type { todayEn } from '../en/today'

export const todayZhCn: typeof todayEn = {
  title: '今天',
  calls: (n) => `${n} 通`,
  answered: (share) => `接通 ${share}`,
  talk: (time) => `通话 ${time}`,
  goal: (n, goal) => `${n} / ${goal} 通`,
  goalReached: '已达成目标',
  open: '查看今天的话单',
  from: {
    recents: '根据话机伴侣最近通话中已结束的通话统计。',
    records: '根据平台今天的话单统计。'
  }
}
