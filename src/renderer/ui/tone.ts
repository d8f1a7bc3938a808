/** How a step or an outcome is coloured; shape and word say the same. */
export type Tone = 'ok' | 'wait' | 'bad' | 'quiet'
