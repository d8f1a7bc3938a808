import type { ErrorCode } from '../../platform/errors'

/** What happened and what to do, for each error code. The service's own message is shown first. */
export const errorsEn: Record<ErrorCode, string> = {
  'input-invalid': 'Deskline could not read that entry. Check it and try again.',
  'sender-refused': 'That was refused, because it did not come from a window of Deskline.',
  'too-many-requests': 'That was asked for too many times in a row. Wait a moment, then try again.',
  internal: 'Something went wrong inside Deskline. Try again; if it happens again, restart Deskline.',
  'signed-out': 'You are signed out. Sign in first.',
  'policy-locked': 'Your organisation fixed this. Ask your administrator if it has to be different.',
  'policy-closed':
    'Your organisation’s policy for Deskline can’t be read, so nothing can be changed. Tell your administrator.',

  'address-invalid': 'That is not a complete address. It begins with http:// or https://.',
  'tenant-missing': 'Enter the tenant ID your administrator gave you.',
  'token-missing': 'Enter the access token.',
  'agent-id-invalid': 'The desk phone ID is a whole number, such as 699861013.',
  'caller-number-invalid': 'Enter a mobile number, or a fixed-line number with its area code.',
  'caller-number-taken': 'This caller number is in the list already.',
  'caller-numbers-full': 'The list is full. Remove a caller number first.',

  'number-missing': 'There is no phone number in that text.',
  'number-invalid': 'That is not a number that can be called.',
  'number-doubtful': 'That may not be a mobile or fixed-line number. Check it before you call.',
  'number-several': 'There are several numbers in that text. Choose one.',
  'phone-busy': 'Your desk phone is in a call. Hang up first.',
  'number-just-dialled': 'This number was dialled a moment ago. It is not dialled twice.',
  'nothing-to-redial': 'You have not called a number from here yet.',
  'copied-text-unknown': 'Wayland hides what was just copied. Paste the number into Deskline’s window.',
  'clipboard-silent': 'The program that holds the copied text hangs. Copy the number again, or type it.',
  'question-replaced': 'That question is no longer asked, so nothing was dialled.',
  'template-invalid': 'That is not an http or https address, or it holds a name in braces that is not known.',
  'call-being-started': 'Another call is being started. Wait until your phone rings.',

  'do-not-call': 'This number is on the do-not-call list.',
  'do-not-call-unknown':
    'The do-not-call list could not be read. Close programs that use its file, then try again.',
  'do-not-call-over': 'The last day is over. Choose today or a later day.',
  'outside-hours': 'This is outside your calling hours.',
  'too-many-attempts': 'This number has been called as often as your rules allow.',
  'attempts-unknown': 'The service could not be asked how often this number was called.',
  'do-not-call-full': 'The do-not-call list is full. Remove numbers that may be called again first.',

  'work-list-gone': 'This work list is no longer there.',
  'work-entry-changed': 'This entry has changed meanwhile. Try again.',
  'work-lists-full': 'There are too many work lists. Delete some first.',
  'work-list-empty': 'There is no phone number in it.',
  'work-lists-locked': 'Another Deskline has these work lists open. Close it, then try again.',
  'work-lists-failed': 'The work lists on this computer could not be read or written. Try again.',

  'call-gone': 'This call is no longer in the list.',
  'callback-gone': 'That is no longer in the list.',
  'callbacks-full': 'There are too many open call-backs. Finish or delete some first.',
  'contact-gone': 'This contact is no longer there.',
  'contacts-full': 'No more contacts fit in. Delete some first.',
  'contacts-locked': 'Another Deskline has these contacts open. Close it, then try again.',
  'contacts-failed': 'The contacts on this computer could not be read or written. Try again.',
  'callback-time-invalid': 'Choose a time from now on, within a year.',

  'service-refused': 'The service refused this and gave no reason.',
  'token-refused':
    'The service did not accept the access token. Check it, or ask your administrator for a new one.',
  'not-found': 'The service does not know this. Check the server and the tenant ID.',
  'rate-limited': 'The service asks for fewer requests. Wait a moment, then try again.',
  'service-failed': 'The service has a fault of its own. Try again in a minute.',

  'reply-invalid': 'The answer did not come from the call service. Check the server address and any proxy.',
  'reply-too-large': 'The answer was far too large and was dropped. Check the server address.',
  'redirect-refused':
    'The server sends Deskline to another address, which is not followed. If that is the right one, enter it as the server address.',

  unreachable: 'The service cannot be reached. Check the network and the server.',
  'certificate-refused':
    'The server’s certificate is not valid, so nothing was sent. Ask your administrator.',
  'tls-unavailable': 'This port does not speak https. Check the port, or begin the address with http://.',
  'tls-expected': 'This port speaks https only. Begin the address with https://.',
  'proxy-refused':
    'The proxy of this computer did not let the connection through. Check the system’s proxy settings.',
  'timed-out': 'The service took too long to answer. Try again.',
  cancelled: 'Cancelled.',
  'call-unknown':
    'The answer was lost, so your phone may still ring. It is being checked; nothing is sent again.',
  'import-unknown': 'The answer was lost, so these numbers may have been imported. They are not sent again.',

  'line-unreachable': 'The live line cannot be reached. Check the network and the address of the live line.',
  'line-refused': 'The service refused the live line. Check the desk phone ID.',

  'records-locked': 'Another Deskline has these records open. Close it, then try again.',
  'records-full': 'No more calls fit into this view. Choose a shorter period.',
  'records-failed': 'The records on this computer could not be read or written. Try again.',
  'view-outdated': 'The list has changed meanwhile. Try again.',
  'notes-full': 'There is no room for more notes: the file of the notes has reached its limit.',
  'export-failed': 'The file could not be written. Check the folder and the free space, then try again.',
  'recording-missing': 'There is no recording for this call.',
  'recording-address-refused': 'The record’s address of the recording is not one that Deskline opens.',
  'recording-refused': 'The server does not give out this recording.',
  'recording-invalid': 'What came is not a recording.',
  'recording-incomplete': 'The recording ended early. Try again.',
  'recording-too-large': 'The recording is too large.',
  'list-unreadable': 'This file is gone, or may not be read.',
  'list-unsupported':
    'Deskline doesn’t read this kind of file. Save it as CSV, or as an Excel workbook (.xlsx) without a password.',
  'list-damaged': 'This file is damaged. Open it in the program it came from and save it again.',
  'list-too-large': 'There is more in this file than Deskline takes. Split it and add the parts.',
  'draft-changed': 'The list has changed meanwhile. Look at the numbers again, then import.',
  'nothing-to-import': 'There is no number to import.',
  'import-running': 'Another import is under way. Pause it, or wait until it has ended.',
  'import-unfinished': 'An earlier import into this campaign isn’t finished. Finish or cancel it first.',
  'imports-locked': 'Another Deskline has these imports open. Close it, then try again.',
  'imports-failed': 'The imports on this computer could not be read or written. Try again.',
  'imports-lost':
    'Part of the import history on this computer was lost, so nothing is sent. Confirm that first.',
  'disk-full': 'The disk is full.',
  'folder-unwritable': 'Nothing can be written to this folder. Choose another one.',

  'vault-missing': 'This system has no key store.',
  'vault-locked': 'The system’s key store is locked. Unlock it, then try again.',
  'vault-denied': 'The system’s key store did not let Deskline in. Allow it, then try again.',
  'vault-timed-out': 'The system’s key store did not answer. It may be waiting for your password.',
  'vault-failed': 'The system’s key store failed.'
}
