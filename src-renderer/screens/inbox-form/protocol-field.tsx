import { Input, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { standardPort } from './server-fields.tsx'

type ProtocolFieldProps = { readonly form: InboxForm; readonly protocols: readonly InboxConfig['protocol'][] }

/** Where the mail is: one of these. */
export function ProtocolField({ form, protocols }: ProtocolFieldProps) {
  const { t } = useTranslation()
  const { values, set } = form
  const labels = { imap: 'IMAP', pop3: 'POP3', folder: t('inboxForm.folderProtocol') }
  const choose = (protocol: InboxConfig['protocol']) => {
    // A port that only repeats the usual one follows; any other was meant.
    if (values.port === standardPort(values)) set('port', '')
    set('protocol', protocol)
  }
  return (
    <Input.Wrapper label={t('inboxForm.protocol')} labelElement="div" labelProps={{ id: 'protocol-label' }}>
      <SegmentedControl
        id={fieldId('protocol')}
        fullWidth
        aria-labelledby="protocol-label"
        value={values.protocol}
        onChange={value => choose(InboxConfig.shape.protocol.parse(value))}
        data={protocols.map(value => ({ value, label: labels[value] }))}
      />
    </Input.Wrapper>
  )
}
