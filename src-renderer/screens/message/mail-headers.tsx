import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageBody } from '../../../src-preload/contract/entities/message-views.ts'
import { copyText } from '../../components/copy-text.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { attempt } from '../../components/toast.ts'

/** Every header as it came, in the order it came in. */
export function MailHeaders({ headers }: Pick<MessageBody, 'headers'>) {
  const { t } = useTranslation()
  if (headers.length === 0) return <p className="dimmed">{t('message.noHeaders')}</p>
  const copy = () =>
    attempt(
      () => copyText(headers.map(({ name, value }) => `${name}: ${value}`).join('\n')),
      () => t('common.copied'),
    )
  return (
    <>
      <table className="mail-headers">
        <thead className="visually-hidden">
          <tr>
            <th>{t('message.headerName')}</th>
            <th>{t('message.headerValue')}</th>
          </tr>
        </thead>
        <tbody>
          {headers.map(({ name, value }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: headers repeat, and their order never changes
            <tr key={at}>
              <th scope="row">
                <ForeignText>{name}</ForeignText>
              </th>
              <td>
                <ForeignText whole>{value}</ForeignText>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button variant="default" size="xs" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy} mt="md">
        {t('message.copyHeaders')}
      </Button>
    </>
  )
}
