import type SMTPConnection from 'nodemailer/lib/smtp-connection'

export type SmtpConnection = SMTPConnection
export type SentInfo = NonNullable<Parameters<Parameters<SMTPConnection['send']>[2]>[1]>

/** Loaded when the first mail is sent: most commands and many desks send none. */
export async function loadSmtp(): Promise<typeof SMTPConnection> {
  const { default: connection } = await import('nodemailer/lib/smtp-connection')
  return connection
}
