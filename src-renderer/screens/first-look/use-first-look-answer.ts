import { useState } from 'react'
import type { FirstLook, FirstLookChoice } from '../../../src-preload/contract/entities/inbox.ts'
import { dayOf, startOfDay } from './local-day.ts'
import { type LookFailure, type Mailbox, useFirstLook } from './use-first-look.ts'

export type Take = FirstLookChoice['take']

/** The question from where on mail is processed, with what a person answers to it so far. */
export type FirstLookAnswer = {
  /** Null until the mailbox was looked into. */
  readonly look: FirstLook | null
  readonly failure: LookFailure | null
  again(): void
  readonly take: Take
  setTake(take: Take): void
  /** As a date field writes it. */
  readonly day: string
  setDay(day: string): void
  readonly isDayMissing: boolean
  readonly isCounting: boolean
  /** How many of the mails that are there would be processed; null while that is not known. */
  readonly taken: number | null
  /** Null while it cannot be given. */
  readonly choice: FirstLookChoice | null
}

export function useFirstLookAnswer(mailbox: Mailbox): FirstLookAnswer {
  const [take, setTake] = useState<Take>('new-only')
  const [day, setDay] = useState(() => dayOf(Date.now() - 30 * 86_400_000))
  const since = startOfDay(day)
  const { look, failure, isCounting, again } = useFirstLook(mailbox, take === 'since' ? since : null)
  const isDayMissing = take === 'since' && since === null
  const taken = look === null || isDayMissing ? null : takenOf(look, take)
  const choice = take === 'since' ? { take, since: since ?? 0 } : { take }
  return {
    look,
    failure,
    again,
    take,
    setTake,
    day,
    setDay,
    isDayMissing,
    isCounting,
    taken,
    choice: taken === null || isCounting ? null : choice,
  }
}

function takenOf({ total, since }: FirstLook, take: Take): number | null {
  switch (take) {
    case 'all':
      return total
    case 'since':
      return since
    case 'new-only':
      return 0
  }
}
