/** Semantic colour of a step or outcome, redundant to its icon and text. */
export type Tone = 'ok' | 'wait' | 'bad' | 'quiet'
