import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { standardPort } from './server-fields.tsx'

/** Fills in the server that was found. */
export function takeCandidate(
  form: Pick<InboxForm, 'set' | 'setPassword' | 'refuse'>,
  candidate: ServerCandidate,
): void {
  const { protocol, server, port, security, login, auth } = candidate
  if (protocol === 'smtp') return
  form.set('protocol', protocol)
  form.set('server', server)
  form.set('security', security)
  form.set('port', port === standardPort({ protocol, security }) ? '' : port)
  form.set('login', login)
  form.set('auth', auth)
  if (auth === 'oauth') form.setPassword('')
  form.refuse(null)
}
