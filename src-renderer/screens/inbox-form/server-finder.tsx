import { Button, Modal, TextInput } from '@mantine/core'
import { IconWorldSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Discovery, ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { focusField } from '../../forms/focus-field.ts'
import { readLines } from '../../forms/lines.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { FoundServers } from './found-servers.tsx'
import { takeCandidate } from './take-candidate.ts'

/** Fills in the server from an e-mail address; a person chooses among what was found. */
export function ServerFinder({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [isTaken, setTaken] = useState(false)
  const take = (candidate: ServerCandidate) => {
    takeCandidate(form, candidate)
    setTaken(true)
    setOpen(false)
  }
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconWorldSearch size={14} aria-hidden />}
        onClick={() => {
          setTaken(false)
          setOpen(true)
        }}
      >
        {t('finder.open')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        // All that is still missing; whoever chose nothing goes back to where they were.
        returnFocus={!isTaken}
        onExitTransitionEnd={() => {
          if (isTaken) focusField(fieldId(form.values.auth === 'oauth' ? 'oauth_account' : 'password'))
        }}
        title={t('finder.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <FinderDialog known={addressIn(form)} protocol={form.values.protocol} onChoose={take} />
      </Modal>
    </div>
  )
}

type FinderDialogProps = {
  readonly known: string
  readonly protocol: InboxForm['values']['protocol']
  readonly onChoose: (candidate: ServerCandidate) => void
}

function FinderDialog({ known, protocol, onChoose }: FinderDialogProps) {
  const { t } = useTranslation()
  const [address, setAddress] = useState(known)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [found, setFound] = useState<Discovery | null>(null)
  const look = async (event: FormEvent) => {
    event.preventDefault()
    // The form around the dialog, in React's eyes, would be saved.
    event.stopPropagation()
    setBusy(true)
    setFailure(null)
    setFound(null)
    try {
      setFound(await call('inboxes.discover', { address: address.trim() }))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.code === 'invalid-input' ? t('form.check.address') : error.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <form className="folder-field" noValidate onSubmit={look}>
        <TextInput
          data-autofocus
          type="email"
          label={t('finder.address')}
          description={t('finder.help')}
          placeholder="support@example.org"
          autoComplete="off"
          value={address}
          error={failure}
          onChange={event => setAddress(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t('finder.look')}
        </Button>
      </form>
      <div role="status" aria-busy={busy}>
        {busy && <p className="dimmed">{t('finder.looking')}</p>}
        {found && (
          <FoundServers
            candidates={found.candidates.filter(each => each.protocol === protocol)}
            trail={found.trail}
            onChoose={onChoose}
          />
        )}
      </div>
    </>
  )
}

function addressIn({ values }: InboxForm): string {
  const written = [values.login, ...readLines(values.own_addresses).map(({ text }) => text)]
  return written.find(text => text.includes('@')) ?? ''
}
