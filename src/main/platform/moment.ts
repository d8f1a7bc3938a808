/** A moment on the monotonic clock. A class, so that it can't be mixed with epoch ms. */
export class Moment {
  /** `ms` counts from any fixed origin, the same for all moments of one clock. */
  constructor(private readonly ms: number) {}

  /** Ms from `earlier` to this moment; unaffected by changes of the wall clock. */
  msSince(earlier: Moment): number {
    return this.ms - earlier.ms
  }
}
