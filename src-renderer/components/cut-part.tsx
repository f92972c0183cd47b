import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cutRuleWords } from './cut-rule-words.ts'
import { ForeignText } from './foreign-text.tsx'
import { MailText } from './mail-text.tsx'
import './cut-part.css'

type CutPartProps = {
  readonly text: string
  /** The rule that cut it. */
  readonly rule: string | null
  /** Off: it lies open from the start. */
  readonly folded?: boolean
  /** What can be done with it, beside its name. */
  readonly children?: ReactNode
}

/** What was cut from a mail: folded, in another tone, with the rule that cut it in words. */
export function CutPart({ text, rule, folded = true, children }: CutPartProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(!folded)
  const id = useId()
  return (
    <div className="cut-part">
      <div className="cut-part-head">
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <IconChevronRight size={14} aria-hidden />
          <ForeignText>{rule === null ? t('mail.cut') : t('mail.cutBy', { rule: cutRuleWords(t, rule) })}</ForeignText>
        </button>
        {children}
      </div>
      <div id={id} hidden={!open}>
        {open && <MailText text={text} />}
      </div>
    </div>
  )
}
