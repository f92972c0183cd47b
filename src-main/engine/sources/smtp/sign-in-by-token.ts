import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { xoauth2Payload } from '../sasl/payloads.ts'

type Context = Parameters<NonNullable<NonNullable<SMTPConnection.Options['customAuth']>[string]>>[0]

/**
 * AUTH XOAUTH2 (Google, Microsoft). A refusal comes as a challenge whose text says why; it has to be answered with an
 * empty line before the server ends the exchange. nodemailer would ask the provider for another token then: tokens are
 * renewed elsewhere, in one place.
 */
export async function signInByToken(context: Context): Promise<void> {
  const { user, pass } = context.auth.credentials
  const first = await context.sendCommand(`AUTH XOAUTH2 ${xoauth2Payload(user, pass).toString('base64')}`)
  const last = first.status === 334 ? await context.sendCommand('') : first
  if (last.status === 235) return context.resolve()
  return context.reject(new Error(first.status === 334 ? decoded(first.text) : 'The token was refused'))
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8')
}
