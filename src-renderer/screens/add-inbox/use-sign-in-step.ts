import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionReport } from '../../../src-preload/contract/entities/inbox.ts'
import { focusField } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { useSignIn } from '../accounts/use-sign-in.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import type { TestOutcome } from '../inbox-form/use-connection-test.ts'
import { findWrong } from './find-wrong.ts'
import { FIELDS } from './steps.ts'
import type { Guide } from './use-guide.ts'

/** Tries the account with what was typed, and leads to what is to be corrected. */
export function useSignInStep(form: InboxForm, guide: Guide) {
  const { t } = useTranslation()
  const [asksForServer, setAsksForServer] = useState(false)
  const [next, setNext] = useState<string | null>(null)
  const [isTrusted, setTrusted] = useState(false)
  const { test } = guide
  const report = test.state.phase === 'done' && !test.isOutdated ? test.state.report : null
  const isProven = report?.ok ?? false

  const lead = ({ report: told, field }: TestOutcome) => {
    if (told?.ok) {
      guide.prove()
      setNext('[data-go-on]')
    } else if (told?.steps.some(({ ok, certificate }) => !ok && certificate)) setNext('.certificate-note button')
    else if (field !== null) {
      if (FIELDS.server.includes(field)) setAsksForServer(true)
      setNext(`#${fieldId(field)}`)
    }
  }
  const tryIt = async () => lead(await test.run())
  const goOn = async () => {
    if (isProven) {
      guide.prove()
      guide.goOn()
      return
    }
    const wrong = await findWrong(form, [...FIELDS['sign-in'], ...(asksForServer ? FIELDS.server : [])])
    if (wrong !== null) focusField(fieldId(wrong))
    else if (form.values.auth === 'password' && form.password === '') {
      form.refuse({ field: 'password', message: t('form.check.needed') })
      focusField(fieldId('password'))
    } else await tryIt()
  }
  // Once it is drawn: the button says something else now, or the field has just come.
  useEffect(() => {
    if (next === null) return
    const target = document.querySelector<HTMLElement>(next)
    if (!target || !focusField(target.id)) target?.focus()
    setNext(null)
  }, [next])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the certificate that stands in the form by now
  useEffect(() => {
    if (!isTrusted) return
    setTrusted(false)
    void tryIt()
  }, [isTrusted])
  // Whoever has signed in with a provider is tried at once, when the dialog for it has closed.
  const account = form.values.auth === 'oauth' ? form.values.oauth_account : ''
  const triedAccount = useRef(account)
  const isAtProvider = useSignIn(({ phase }) => phase !== 'none')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each account
  useEffect(() => {
    if (isAtProvider || account === triedAccount.current) return
    triedAccount.current = account
    if (account !== '') void goOn()
  }, [account, isAtProvider])
  return {
    goOn,
    /** A refused certificate was pinned: it is tried again by itself. */
    tryOnceTrusted: () => setTrusted(true),
    isProven,
    /** The account works; what does not is said in a later step. */
    mayGoOn: report !== null && !report.ok && hasSignedIn(report),
    asksForServer,
  }
}

function hasSignedIn({ steps }: ConnectionReport): boolean {
  return steps.some(({ name, ok }) => name === 'sign-in' && ok)
}
