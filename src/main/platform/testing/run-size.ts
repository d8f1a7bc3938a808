/** `full` in `npm run test:full`, which sets DESKLINE_FULL_SIZE; `reduced` in every other run. */
export const runSize = (reduced: number, full: number): number =>
  process.env['DESKLINE_FULL_SIZE'] === undefined ? reduced : full
