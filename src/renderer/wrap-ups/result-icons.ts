import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check-big'
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark'
import Clock from '@lucide/svelte/icons/clock'
import Flag from '@lucide/svelte/icons/flag'
import Hash from '@lucide/svelte/icons/hash'
import Heart from '@lucide/svelte/icons/heart'
import Mail from '@lucide/svelte/icons/mail'
import MessageSquare from '@lucide/svelte/icons/message-square'
import PhoneMissed from '@lucide/svelte/icons/phone-missed'
import Star from '@lucide/svelte/icons/star'
import ThumbsDown from '@lucide/svelte/icons/thumbs-down'
import ThumbsUp from '@lucide/svelte/icons/thumbs-up'
import User from '@lucide/svelte/icons/user'
import type { Component } from 'svelte'
import type { ResultIcon } from '../../shared/results/limits'

/** The icon of each name. */
export const iconOf: Record<ResultIcon, Component<{ size?: number }>> = {
  'thumbs-up': ThumbsUp,
  'thumbs-down': ThumbsDown,
  clock: Clock,
  'phone-missed': PhoneMissed,
  hash: Hash,
  done: CircleCheck,
  ban: Ban,
  star: Star,
  heart: Heart,
  flag: Flag,
  message: MessageSquare,
  mail: Mail,
  person: User,
  question: CircleQuestionMark
}
