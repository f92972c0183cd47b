import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyCaps } from '../../commands/key-caps.tsx'
import { focusField } from '../../forms/focus-field.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import type { Guide } from './use-guide.ts'

type StepFormProps = {
  readonly guide: Guide
  readonly onGoOn: () => Promise<void>
  readonly busy?: boolean
  /** On the button that goes on; “Continue” without it. */
  readonly verb?: string
  readonly disabled?: boolean
  /** Beside the button. */
  readonly aside?: ReactNode
  /** What the step shows: with another one the focus begins anew. */
  readonly phase?: string
  readonly children: ReactNode
}

/** What a step asks for. Enter goes on, Back keeps everything; the focus begins where there is something to do. */
export function StepForm(props: StepFormProps) {
  const { guide, onGoOn, busy = false, verb, disabled = false, aside, phase = '', children } = props
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const { startAt } = guide
  // biome-ignore lint/correctness/useExhaustiveDependencies: `phase` begins anew
  useEffect(() => {
    if (startAt === null || !focusField(fieldId(startAt))) focusStart(form.current)
  }, [startAt, phase])
  const isFirst = guide.steps[0] === guide.current
  return (
    <form
      ref={form}
      className="guide-body form-section"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (!busy && !disabled) void onGoOn()
      }}
    >
      {children}
      <div className="guide-foot">
        {!isFirst && (
          <Button variant="default" onClick={guide.back}>
            {t('common.back')}
          </Button>
        )}
        <span className="guide-aside">{aside}</span>
        <Button
          type="submit"
          data-go-on
          loading={busy}
          disabled={disabled}
          rightSection={
            <span aria-hidden>
              <KeyCaps keys="Enter" />
            </span>
          }
        >
          {verb ?? t('guide.goOn')}
        </Button>
      </div>
    </form>
  )
}

/** The first field that has to be filled in, what is chosen, else the first field; the button where there is none. */
function focusStart(form: HTMLFormElement | null): void {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>('input:not([type=hidden]):not(:disabled)') ?? [])]
  const target =
    fields.find(field => field.required && field.value === '') ?? fields.find(field => field.checked) ?? fields[0]
  const start = target ?? form?.querySelector<HTMLElement>('[data-go-on]')
  start?.focus({ preventScroll: true })
  form?.closest('li')?.scrollIntoView({ block: 'nearest' })
}
