import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { call } from '../../bridge/bridge.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { KeyCaps } from '../../commands/key-caps.tsx'
import { attempt } from '../../components/toast.ts'
import { useIsNarrow } from '../../components/use-is-narrow.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { focusComposer } from './drafts.ts'
import { isClosing, StimulusDialog } from './stimulus-dialog.tsx'
import { stateOfTarget, stimulusWord } from './ticket-words.ts'

type Stimulus = TicketDetail['stimuli'][number]
type Open =
  | { readonly kind: 'stimulus'; readonly stimulus: Stimulus }
  | { readonly kind: 'delete' }
  | { readonly kind: 'none' }

/** So many moves have a button of their own; where the window is narrow, one. */
const MOST_BUTTONS = 2
const NARROW_PX = 1100

type TicketActionsProps = { readonly ticket: TicketDetail; onEdit(): void }

/** What can be done with a ticket from where it stands. */
export function TicketActions({ ticket, onEdit }: TicketActionsProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open>({ kind: 'none' })
  const { id, ref, stimuli } = ticket
  const isNarrow = useIsNarrow(NARROW_PX)
  const close = () => setOpen({ kind: 'none' })
  const send = (stimulus: Stimulus) => {
    if (stimulus.asks.length > 0 || isClosing(stimulus)) {
      setOpen({ kind: 'stimulus', stimulus })
      return
    }
    void attempt(
      () => call('tickets.applyStimulus', { id, stimulus: stimulus.code }),
      () => t('ticket.stimulusDone', { ref, state: stateOfTarget(t, stimulus.target) }),
    )
  }
  const towardsTheEnd = stimuli.find(isClosing) ?? stimuli.find(({ code }) => code === 'ev_resolve')
  useOfferedCommands([
    ...stimuli.map(
      stimulus =>
        ({
          id: `ticket ${stimulus.code}`,
          group: 'here',
          label: stimulusWord(t, stimulus.code, stimulus.label),
          ...(stimulus === towardsTheEnd ? { key: 'c' } : {}),
          run: () => send(stimulus),
        }) as const,
    ),
    {
      id: 'ticket edit',
      group: 'here',
      label: t('ticket.editTitle', { ref }),
      key: 'e',
      run: onEdit,
    },
    { id: 'ticket note', group: 'here', label: t('ticket.focusEntry'), key: 'n', run: () => focusComposer(id) },
    {
      id: 'ticket private',
      group: 'here',
      label: t('ticket.focusNote'),
      run: () => focusComposer(id, 'private_log'),
    },
    {
      id: 'ticket delete',
      group: 'here',
      label: t('ticket.deleteVerb', { ref }),
      run: () => setOpen({ kind: 'delete' }),
    },
  ])
  const ordered = stimuli.toSorted((a, b) => Number(b === towardsTheEnd) - Number(a === towardsTheEnd))
  const most = isNarrow ? 1 : MOST_BUTTONS
  const buttons = ordered.slice(0, most)
  const others = ordered.slice(most)
  return (
    <>
      {buttons.map(stimulus => (
        <Button key={stimulus.code} variant="default" onClick={() => send(stimulus)}>
          {stimulusWord(t, stimulus.code, stimulus.label)}
        </Button>
      ))}
      <Menu position="bottom-end" shadow="md" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('ticket.more', { ref })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map(stimulus => (
            <Menu.Item key={stimulus.code} onClick={() => send(stimulus)}>
              {stimulusWord(t, stimulus.code, stimulus.label)}
            </Menu.Item>
          ))}
          {others.length > 0 && <Menu.Divider />}
          <Menu.Item
            leftSection={<IconPencil size={16} aria-hidden />}
            rightSection={<KeyCaps keys="e" />}
            onClick={onEdit}
          >
            {t('ticket.edit')}
          </Menu.Item>
          <Menu.Item
            className="bad"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setOpen({ kind: 'delete' })}
          >
            {t('ticket.deleteVerb', { ref })}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open.kind === 'stimulus' && <StimulusDialog ticket={ticket} stimulus={open.stimulus} onClose={close} />}
      {open.kind === 'delete' && <DeleteDialog ticket={ticket} onClose={close} />}
    </>
  )
}
