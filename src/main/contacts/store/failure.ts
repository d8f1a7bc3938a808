import { Failure } from '../../platform/database/failure'
import type { ContactsErrorCode } from '../contacts-operations'

/** An operation on contacts that failed with an error code of Deskline. */
export class ContactsFailure extends Failure<ContactsErrorCode> {}
