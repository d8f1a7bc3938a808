import type { ErrorCode } from '../../platform/errors'

/** What happened and what to do, for each error code. The service's own message is shown first. */
export const errorsEn: Record<ErrorCode, string> = {
  'input-invalid': 'That input isn’t valid. Check it, then try again.',
  'sender-refused': 'That request was refused because it didn’t come from a Deskline window.',
  'too-many-requests': 'That was requested too many times in a row. Wait a moment, then try again.',
  internal: 'Something went wrong inside Deskline. Try again; if it happens again, restart Deskline.',
  'signed-out': 'You are signed out. Sign in first.',
  'policy-locked': 'Your organisation fixed this. Ask your administrator if it has to be different.',
  'policy-closed':
    'Your organisation’s policy for Deskline can’t be read, so nothing can be changed. Tell your administrator.',

  'address-invalid': 'That isn’t a complete address. It must begin with http:// or https://.',
  'tenant-missing': 'Enter the tenant ID your administrator gave you.',
  'token-missing': 'Enter the access token.',
  'agent-id-invalid': 'The desk phone ID is a whole number, such as 699861013.',
  'caller-number-invalid': 'Enter a mobile number, or a fixed-line number with its area code.',
  'caller-number-taken': 'This caller number is already in the list.',
  'caller-numbers-full': 'The list is full. Remove a caller number first.',

  'number-missing': 'There is no phone number in that text.',
  'number-invalid': 'That number can’t be called.',
  'number-doubtful': 'That may not be a mobile or fixed-line number. Check it before you call.',
  'number-several': 'There are several numbers in that text. Choose one.',
  'phone-busy': 'Your desk phone is in use. Hang up first.',
  'number-just-dialled': 'This number was dialled a moment ago. It isn’t dialled twice.',
  'nothing-to-redial': 'You have not called a number from here yet.',
  'copied-text-unknown': 'Wayland hides what was just copied. Paste the number into Deskline’s window.',
  'clipboard-silent':
    'The program that holds the copied text isn’t responding. Copy the number again, or type it.',
  'question-replaced': 'That question is no longer open, so nothing was dialled.',
  'template-invalid': 'Enter an http or https address, and in braces only the names that are listed.',
  'call-being-started': 'Another call is being started. Wait until your phone rings.',

  'do-not-call': 'This number is on the do-not-call list.',
  'do-not-call-unknown':
    'The do-not-call list could not be read. Close programs that use its file, then try again.',
  'do-not-call-over': 'That day is over. Choose today or a later day.',
  'outside-hours': 'This is outside your calling hours.',
  'too-many-attempts': 'This number has been called as often as your rules allow.',
  'attempts-unknown': 'The service could not be asked how often this number was called.',
  'do-not-call-full': 'The do-not-call list is full. Remove numbers that may be called again first.',

  'work-list-gone': 'This work list is no longer there.',
  'work-entry-changed': 'This entry has changed in the meantime. Try again.',
  'work-lists-full': 'There are too many work lists. Delete some first.',
  'work-list-empty': 'No phone number was found.',
  'work-lists-locked': 'Another instance of Deskline has these work lists open. Close it, then try again.',
  'work-lists-failed': 'The work lists on this computer could not be read or written. Try again.',

  'call-gone': 'This call is no longer in the list.',
  'callback-gone': 'That is no longer in the list.',
  'callbacks-full': 'There are too many open call-backs. Finish or delete some first.',
  'contact-gone': 'This contact is no longer there.',
  'contacts-full': 'The list of contacts is full. Delete some first.',
  'contacts-locked': 'Another instance of Deskline has these contacts open. Close it, then try again.',
  'contacts-failed': 'The contacts on this computer could not be read or written. Try again.',
  'callback-time-invalid': 'Choose a time from now on, within a year.',

  'service-refused': 'The service refused this without giving a reason.',
  'token-refused':
    'The service did not accept the access token. Check it, or ask your administrator for a new one.',
  'not-found': 'The service didn’t find this. Check the server and the tenant ID.',
  'rate-limited': 'The service is getting too many requests. Wait a moment, then try again.',
  'service-failed': 'The service has a problem. Try again in a minute.',

  'reply-invalid': 'The reply didn’t come from the call service. Check the server address and any proxy.',
  'reply-too-large': 'The reply was too large and was discarded. Check the server address.',
  'redirect-refused':
    'The server redirects to another address, which Deskline doesn’t follow. If that is the right one, enter it as the server address.',

  unreachable: 'The service can’t be reached. Check the network and the server.',
  'certificate-refused': 'The server’s certificate isn’t valid, so nothing was sent. Ask your administrator.',
  'tls-unavailable': 'This port doesn’t support https. Check the port, or begin the address with http://.',
  'tls-expected': 'This port supports https only. Begin the address with https://.',
  'proxy-refused': 'This computer’s proxy refused the connection. Check the system’s proxy settings.',
  'timed-out': 'The service took too long to reply. Try again.',
  cancelled: 'Cancelled.',
  'call-unknown':
    'No reply was received, so your phone may still ring. Deskline is checking; nothing is sent again.',
  'import-unknown': 'No reply was received, so these numbers may have been imported. They aren’t sent again.',

  'line-unreachable': 'The live line can’t be reached. Check the network and the address of the live line.',
  'line-refused': 'The service refused the live line. Check the desk phone ID.',

  'records-locked': 'Another instance of Deskline has these records open. Close it, then try again.',
  'records-full': 'This period has more calls than can be shown. Choose a shorter one.',
  'records-failed': 'The records on this computer could not be read or written. Try again.',
  'view-outdated': 'The list has changed in the meantime. Try again.',
  'notes-full': 'The notes file is full, so no more notes can be saved.',
  'export-failed': 'The file could not be written. Check the folder and the free space, then try again.',
  'recording-missing': 'There is no recording for this call.',
  'recording-address-refused': 'The recording’s address isn’t one that Deskline opens.',
  'recording-refused': 'The server refused this recording.',
  'recording-invalid': 'What the server sent isn’t a recording.',
  'recording-incomplete': 'The recording wasn’t received completely. Try again.',
  'recording-too-large': 'The recording is too large.',
  'list-unreadable': 'This file doesn’t exist, or you have no permission to read it.',
  'list-unsupported':
    'Deskline doesn’t read this kind of file. Save it as CSV, or as an Excel workbook (.xlsx) without a password.',
  'list-damaged': 'This file is damaged. Open it in the program it came from and save it again.',
  'list-too-large': 'This file is too large. Split it and add the parts.',
  'draft-changed': 'The list has changed in the meantime. Check the numbers again, then import.',
  'nothing-to-import': 'There is no number to import.',
  'import-running': 'Another import is running. Pause it, or wait until it has finished.',
  'import-unfinished': 'An earlier import into this campaign isn’t finished. Finish or cancel it first.',
  'imports-locked': 'Another instance of Deskline has these imports open. Close it, then try again.',
  'imports-failed': 'The imports on this computer could not be read or written. Try again.',
  'imports-lost':
    'Part of the import history on this computer was lost, so nothing is sent. Confirm that first.',
  'disk-full': 'The disk is full.',
  'folder-unwritable': 'This folder can’t be written to. Choose another one.',

  'update-busy': 'A call or an import is in progress. Update afterwards.',
  'update-not-ready': 'No update is downloaded. Check for one first.',
  'file-not-opened': 'The file could not be opened. No program may be set for files of this kind.',

  'vault-missing': 'This system has no key store.',
  'vault-locked': 'The system’s key store is locked. Unlock it, then try again.',
  'vault-denied': 'The system’s key store refused access. Allow it, then try again.',
  'vault-timed-out': 'The system’s key store isn’t responding. It may be waiting for your password.',
  'vault-failed': 'The system’s key store failed.'
}
