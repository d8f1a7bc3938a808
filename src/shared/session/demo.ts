/**
 * The numbers of the demo line that the window offers, by how the call goes. They are a part of the
 * simulator's own table; a test beside that table holds the two together.
 */
export const demoNumbers = [
  { calleeNumber: '13800138000', scenario: 'answered' },
  { calleeNumber: '13800138001', scenario: 'callee-busy' },
  { calleeNumber: '13800138002', scenario: 'callee-off' },
  { calleeNumber: '13800138003', scenario: 'not-reached' },
  { calleeNumber: '13800138004', scenario: 'agent-no-answer' }
] as const

/** The campaigns (呼叫任务) of the demo line. */
export const demoCampaigns = ['demo-campaign', 'spring-2026'] as const
