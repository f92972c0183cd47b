import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../components/failure-note.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { countsOf, FirstLookQuestion } from '../first-look/first-look-question.tsx'
import { useFirstLookAnswer } from '../first-look/use-first-look-answer.ts'
import { OnServerNote } from '../inbox-form/on-server-note.tsx'
import { triedWith } from '../inbox-form/tried-with.ts'
import { StepForm } from './step-form.tsx'
import { useAddInbox } from './use-add-inbox.ts'
import type { Guide } from './use-guide.ts'

/** What lies in the mailbox and what of it is processed. The last step: the inbox is stored with the answer. */
export function LookStep({ form, guide }: { readonly form: InboxForm; readonly guide: Guide }) {
  const { t } = useTranslation()
  const answer = useFirstLookAnswer(triedWith(form))
  const { look, failure, again, choice } = answer
  const { busy, add } = useAddInbox(form, guide)
  const correct = (field: string, message: string) => {
    form.refuse({ field, message })
    guide.leadTo(field)
  }
  const goOn = async () => {
    if (choice !== null) await add(choice)
  }
  return (
    <StepForm
      guide={guide}
      onGoOn={goOn}
      busy={busy}
      disabled={choice === null || failure !== null}
      verb={t('guide.add')}
      phase={look === null ? '' : 'looked'}
    >
      {failure !== null && (
        <div>
          <FailureNote message={failure.message} onRetry={again} />
          {failure.field !== null && (
            <Button variant="default" size="xs" onClick={() => correct(failure.field ?? '', failure.message)}>
              {t('guide.correct')}
            </Button>
          )}
        </div>
      )}
      {failure === null &&
        (look === null || look.isNew ? (
          <FirstLookQuestion answer={answer} />
        ) : (
          <p>
            {countsOf(look, t)} {t('guide.known')}
          </p>
        ))}
      <OnServerNote form={form} />
    </StepForm>
  )
}
