import type { MessageBody } from '../../src-preload/contract/entities/message-views.ts'

/** What is special about the bodies of the fake messages, by id. */
export function fakeBodies(): Map<string, Partial<MessageBody>> {
  return new Map<string, Partial<MessageBody>>([
    ['3', { signature: validSignature() }],
    ['4', { warnings: ['The declared charset does not fit the text; it was read as windows-1251.'] }],
    ['5', { automatic: { kind: 'auto-reply', evidence: 'auto-submitted: auto-replied', recipients: [] } }],
  ])
}

export function validSignature(): NonNullable<MessageBody['signature']> {
  return {
    kind: 'smime',
    state: 'valid',
    signer: { name: 'Jan de Vries', address: 'jan@klant.example' },
    addressMatchesFrom: true,
    why: 'The text is as it was signed. Who issued the certificate was not checked.',
  }
}
