import { Failure } from '../../platform/database/failure'
import type { WorkListsErrorCode } from '../work-lists-operations'

/** An operation on work lists that failed with an error code of Deskline. */
export class WorkListsFailure extends Failure<WorkListsErrorCode> {}
