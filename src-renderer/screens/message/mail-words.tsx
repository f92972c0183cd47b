import { Button, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageBody } from '../../../src-preload/contract/entities/message-views.ts'
import { CutPart } from '../../components/cut-part.tsx'
import { MailBody } from '../../components/mail-body.tsx'
import { MailNotes } from './mail-notes.tsx'

type MailWordsProps = {
  readonly body: MessageBody
  readonly messageId: string
  /** Off: the cut part lies open, for a look at the whole. */
  readonly foldCut?: boolean
}

/** The words of a mail: what is new in it, and what was cut off below, in a second tone with the rule that cut it. */
export function MailWords({ body, messageId, foldCut = true }: MailWordsProps) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const { newPart } = body
  const isCut = newPart.cutText.trim() !== ''
  const shown = isCut && !whole ? newPart : body
  return (
    <div className="mail-words">
      <MailNotes body={body} />
      <MailBody
        key={String(whole)}
        format={shown.format}
        html={shown.html}
        text={shown.text}
        label={t('message.parts.mail')}
        pictures={{ messageId }}
      />
      {isCut && !whole && <CutPart text={newPart.cutText} rule={newPart.rule} folded={foldCut} />}
      {isCut && foldCut && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(!whole)}>
          {whole ? t('message.showNew') : t('message.showWhole')}
        </Button>
      )}
    </div>
  )
}

export function MailSkeleton() {
  return (
    <div className="stack" aria-busy>
      {['92%', '78%', '85%', '40%', '66%'].map(width => (
        <Skeleton key={width} height={12} width={width} my={3} />
      ))}
    </div>
  )
}
