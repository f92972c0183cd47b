import { Alert, Button, Skeleton } from '@mantine/core'
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionReport } from '../../../src-preload/contract/entities/inbox.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { addressOf } from '../../navigation.ts'

/** Tests the connection step by step as soon as it is shown, and says what to do next. */
export function ConnectionTest({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const [report, setReport] = useState<ConnectionReport | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const test = useCallback(async () => {
    setReport(null)
    setFailure(null)
    try {
      setReport(await call('inboxes.test', { id }))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      setFailure(error.message)
    }
  }, [id])
  useEffect(() => {
    void test()
  }, [test])
  return (
    <section className="panel connection-test" aria-label={t('connection.title')} aria-live="polite">
      <div className="row">
        <h2 style={{ flex: 1 }}>{t('connection.title')}</h2>
        <Button size="xs" variant="default" onClick={test} disabled={!report && failure === null}>
          {t('connection.again')}
        </Button>
      </div>
      {failure !== null && <Alert color="red">{failure}</Alert>}
      {!report && failure === null && <Skeleton height={96} aria-label={t('connection.running')} />}
      {report && (
        <>
          <ol>
            {report.steps.map(({ name, ok, message }) => (
              <li key={name}>
                {ok ? (
                  <IconCircleCheckFilled size={18} className="good" aria-label={t('connection.ok')} />
                ) : (
                  <IconAlertTriangleFilled size={18} className="bad" aria-label={t('connection.failed')} />
                )}
                <strong>{t(`connectionStep.${name}`)}</strong>
                <ForeignText whole>{message}</ForeignText>
              </li>
            ))}
          </ol>
          {report.ok && (
            <p>
              <a href={addressOf.inbox(id)}>{t('connection.toInbox')}</a>
            </p>
          )}
        </>
      )}
    </section>
  )
}
