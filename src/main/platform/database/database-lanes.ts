import type { Lane } from './lane'
import type { Database } from './open-database'

/** A database and its open lanes, which are closed with it. */
export class DatabaseLanes {
  readonly #database: Pick<Database, 'openLane' | 'close'>
  readonly #lanes = new Set<Lane>()
  #isClosed = false

  constructor(database: Pick<Database, 'openLane' | 'close'>) {
    this.#database = database
  }

  isClosed(): boolean {
    return this.#isClosed
  }

  /** See {@link Database.openLane}. */
  async open(kind: 'plain' | 'counting' = 'plain'): Promise<Lane> {
    const lane = await this.#database.openLane(kind)
    this.#lanes.add(lane)
    return lane
  }

  /** Closes one lane before the others. */
  async closeLane(lane: Lane): Promise<void> {
    this.#lanes.delete(lane)
    await lane.close()
  }

  /** Closes the lanes, then the database. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await Promise.all([...this.#lanes].map((lane) => lane.close()))
    this.#database.close()
  }
}

/** A database with a lane for changes and one for reading. */
export interface ReadWriteLanes {
  lanes: DatabaseLanes
  write: Lane
  read: Lane
}

/** Passes the opened lanes of a database to `use`; if opening them or `use` fails, the database is closed. */
export async function withLanes<T>(
  database: Database,
  use: (opened: ReadWriteLanes) => T | Promise<T>
): Promise<T> {
  const lanes = new DatabaseLanes(database)
  try {
    return await use({ lanes, write: await lanes.open('counting'), read: await lanes.open() })
  } catch (failure) {
    await lanes.close()
    throw failure
  }
}
