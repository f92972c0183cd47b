/** What an AADSTS code means for the sign-in that met it. */
export type AadstsCode = {
  /** What is wrong and what to do, in the words of an administrator. */
  readonly message: string
  /** Whose turn it is: the registration of the client is wrong, somebody has to sign in, or it passes by itself. */
  readonly about: 'client' | 'sign-in' | 'service'
}

/**
 * The numbers that Microsoft puts before its texts; the texts are long and written for programmers.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const codes: Readonly<Record<string, AadstsCode>> = {
  '16000': {
    about: 'sign-in',
    message: 'Several accounts are signed in, or none that fits. Choose the right account.',
  },
  '50011': {
    about: 'client',
    message:
      'The redirect address is not registered. In Entra, under Authentication, add the platform “Mobile and desktop applications” with the address http://localhost.',
  },
  '50020': {
    about: 'client',
    message:
      'This account belongs to another organisation than the tenant. Choose its tenant in the OAuth client, or “organizations”.',
  },
  '50034': { about: 'sign-in', message: 'There is no such account in this tenant. Check the login and the tenant.' },
  '50053': {
    about: 'sign-in',
    message: 'The account is locked after too many failed sign-ins. Wait, or ask its administrator.',
  },
  '50055': { about: 'sign-in', message: 'The password of the account has expired. Set a new one, then sign in again.' },
  '50057': {
    about: 'sign-in',
    message: 'The account is switched off. Ask its administrator, or sign in as somebody else.',
  },
  '50058': { about: 'sign-in', message: 'The browser session has ended. Sign in again.' },
  '50076': { about: 'sign-in', message: 'A second factor is asked for now. Sign in again and confirm it.' },
  '50078': { about: 'sign-in', message: 'The second factor has expired. Sign in again and confirm it.' },
  '50079': {
    about: 'sign-in',
    message: 'A second factor has to be set up first. Sign in again and follow the pages of Microsoft.',
  },
  '50105': {
    about: 'client',
    message:
      'This account may not use the application. In Entra, assign it under Enterprise applications, Users and groups.',
  },
  '50126': { about: 'sign-in', message: 'Login or password are wrong. Sign in again.' },
  '50173': { about: 'sign-in', message: 'The password was changed or the sessions were ended. Sign in again.' },
  // Elsewhere, or from another network, the same sign-in may be allowed again.
  '53003': {
    about: 'client',
    message:
      'A rule of conditional access forbids this sign-in. The administrator of the tenant sees the rule in the sign-in log.',
  },
  '65001': {
    about: 'sign-in',
    message:
      'Nobody has consented to the permissions yet. Sign in again and accept them, or let an administrator grant them in Entra.',
  },
  '65004': { about: 'sign-in', message: 'The permissions were declined. Sign in again and accept them.' },
  '70000': { about: 'sign-in', message: 'The stored sign-in is not valid any more. Sign in again.' },
  '70001': { about: 'client', message: 'The application is not known in this tenant. Check client ID and tenant.' },
  '70008': { about: 'sign-in', message: 'The sign-in has expired because it was not used for long. Sign in again.' },
  '70011': {
    about: 'client',
    message: 'A scope does not exist. Check the scopes of the OAuth client, or leave them empty.',
  },
  '70043': { about: 'sign-in', message: 'The sign-in has expired: a rule limits how long it lasts. Sign in again.' },
  '90002': { about: 'client', message: 'There is no such tenant. Check the tenant in the OAuth client.' },
  '90033': { about: 'service', message: 'Microsoft cannot check sign-ins just now. It is tried again by itself.' },
  '90072': {
    about: 'client',
    message:
      'This account is not in the tenant. Choose its tenant in the OAuth client, or let it be invited as a guest.',
  },
  '90094': {
    about: 'sign-in',
    message:
      'Only an administrator may grant these permissions. Let one grant them in Entra under API permissions, then sign in again.',
  },
  '500011': { about: 'client', message: 'The tenant does not know the mail service. It needs Exchange Online.' },
  '500113': {
    about: 'client',
    message:
      'No redirect address is registered. In Entra, under Authentication, add the platform “Mobile and desktop applications” with the address http://localhost.',
  },
  '500133': {
    about: 'sign-in',
    message: 'The sign-in took place too long ago. Check the clock of this computer and sign in again.',
  },
  '700016': {
    about: 'client',
    message: 'No application with this client ID exists in the tenant. Check client ID and tenant of the OAuth client.',
  },
  '700082': {
    about: 'sign-in',
    message: 'The sign-in has expired because it was not used for 90 days. Sign in again.',
  },
  '700084': { about: 'sign-in', message: 'The sign-in was for one day only. Sign in again.' },
  '7000112': { about: 'client', message: 'The application is switched off in the tenant. Ask its administrator.' },
  '7000215': {
    about: 'client',
    message:
      'The client secret is wrong. Enter the value of the secret, not its ID; for an application of this kind it can be left out.',
  },
  '7000218': {
    about: 'client',
    message: 'Microsoft asks for a secret. In Entra, under Authentication, allow public client flows.',
  },
  '7000222': {
    about: 'client',
    message: 'The client secret has expired. Make a new one in Entra and enter it in the OAuth client.',
  },
}

/** The first known number in a text of Microsoft; null when there is none. */
export function readAadsts(text: string): (AadstsCode & { readonly code: string }) | null {
  for (const [, number = ''] of text.matchAll(/AADSTS(\d{5,8})/g)) {
    const known = Object.hasOwn(codes, number) ? codes[number] : undefined
    if (known) return { ...known, code: `AADSTS${number}` }
  }
  return null
}
