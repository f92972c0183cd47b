import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { standardPort } from './server-fields.tsx'

/** Fills in the server that was found. */
export function takeCandidate(form: Pick<InboxForm, 'set' | 'refuse'>, candidate: ServerCandidate): void {
  const { protocol, server, port, security, login } = candidate
  if (protocol === 'smtp') return
  form.set('protocol', protocol)
  form.set('server', server)
  form.set('security', security)
  form.set('port', port === standardPort({ protocol, security }) ? '' : port)
  form.set('login', login)
  // Until there is a screen to sign in with a provider, the hint beside the candidate says what its password has to be.
  form.set('auth', 'password')
  form.refuse(null)
}
