import { describe, expect, it } from 'vitest'
import {
  formatPosition,
  knownDuration,
  nearestRate,
  resumePosition,
  withinRecording
} from './player-position'

describe('a playback position', () => {
  it.each([
    [0, null, '0:00'],
    [7.9, 245, '0:07'],
    [62, 245, '1:02'],
    [7, 3_733, '0:00:07'],
    [754, 3_733, '0:12:34'],
    [3_733, 3_733, '1:02:13']
  ])('%d s of %s s is shown as %s', (seconds, total, text) => {
    expect(formatPosition(seconds, total)).toBe(text)
  })

  it('stays within the recording', () => {
    expect(withinRecording(-3, 60)).toBe(0)
    expect(withinRecording(70, 60)).toBe(60)
    expect(withinRecording(70, null)).toBe(70)
    expect(withinRecording(Number.NaN, 60)).toBe(0)
  })

  it('is resumed, except at the very beginning and at the end', () => {
    expect(resumePosition(30, 60)).toBe(30)
    expect(resumePosition(0.4, 60)).toBe(0)
    expect(resumePosition(59.8, 60)).toBe(0)
    expect(resumePosition(undefined, 60)).toBe(0)
    expect(resumePosition(30, null)).toBe(30)
  })
})

it('an impossible duration is ignored', () => {
  expect(knownDuration(Number.NaN, Number.POSITIVE_INFINITY, 0, null, undefined, 12.5, 13)).toBe(12.5)
  expect(knownDuration(Number.NaN)).toBeNull()
})

it('a playback speed from the settings is rounded to the nearest available one', () => {
  expect([0.5, 0.6, 1.1, 1.9, 2].map(nearestRate)).toEqual([0.5, 0.5, 1, 2, 2])
})
