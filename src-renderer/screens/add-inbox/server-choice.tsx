import { Badge, Radio } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { FoundServer } from './found-server.ts'
import { BY_HAND, type ServerSearch } from './use-server-search.ts'

type ServerChoiceProps = { readonly servers: readonly FoundServer[]; readonly search: ServerSearch }

/** The servers that were found, the best first, each with where it was found; and the way past them. */
export function ServerChoice({ servers, search }: ServerChoiceProps) {
  const { t } = useTranslation()
  const choose = (value: string) => {
    const server = servers.find(({ key }) => key === value)
    if (server) search.choose(server)
    else search.byHand()
  }
  return (
    <Radio.Group
      label={t('finder.servers')}
      value={search.choice}
      onChange={choose}
      description={search.choice === null ? t('guide.secondLook') : undefined}
    >
      <div className="guide-servers">
        {servers.map((server, at) => (
          <ServerCard key={server.key} server={server} isBest={at === 0 && server.ways[0].warning === null} />
        ))}
        <Radio value={BY_HAND} className="guide-server" label={t('guide.byHand')} description={t('guide.byHandHelp')} />
      </div>
    </Radio.Group>
  )
}

function ServerCard({ server: { key, ways }, isBest }: { readonly server: FoundServer; readonly isBest: boolean }) {
  const { t } = useTranslation()
  const [{ protocol, server, port, security, proof, warning }] = ways
  const signIns = ways.map(({ signIn }) => t(`finder.signIn.${signIn}`))
  return (
    <Radio
      value={key}
      className="guide-server"
      label={
        <>
          <strong>{protocol === 'pop3' ? 'POP3' : 'IMAP'}</strong>{' '}
          <ForeignText whole>{t('guide.serverAt', { server, port })}</ForeignText>
          {isBest && (
            <Badge size="sm" variant="light" tt="none" fw={500}>
              {t('guide.best')}
            </Badge>
          )}
        </>
      }
      description={
        <>
          <span>{t('guide.serverWords', { security: t(`inboxForm.${security}`), signIns })}</span>
          <ForeignText whole>{proof}</ForeignText>
          {warning !== null && (
            <span className="bad" role="note">
              <IconAlertTriangleFilled size={14} aria-hidden /> <ForeignText whole>{warning}</ForeignText>
            </span>
          )}
        </>
      }
    />
  )
}
