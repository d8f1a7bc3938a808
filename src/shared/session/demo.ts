/**
 * The demo numbers offered by the window, by scenario. They are part of the simulator's table; a test of that table
 * compares the two.
 */
export const demoNumbers = [
  { calleeNumber: '13800138000', scenario: 'answered' },
  { calleeNumber: '13800138001', scenario: 'callee-busy' },
  { calleeNumber: '13800138002', scenario: 'callee-off' },
  { calleeNumber: '13800138003', scenario: 'not-reached' },
  { calleeNumber: '13800138004', scenario: 'agent-no-answer' }
] as const

/** The campaigns (呼叫任务) of the demo. */
export const demoCampaigns = ['demo-campaign', 'spring-2026'] as const
