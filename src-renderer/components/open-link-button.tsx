import { Button, type ButtonProps } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { Ref } from 'react'
import { call } from '../bridge/bridge.ts'
import { useQuery } from '../stores/create-query-store.ts'
import { hostCapabilities } from '../stores/queries.ts'
import { attempt } from './toast.ts'

type OpenLinkButtonProps = ButtonProps & {
  /** http, https or mailto; nothing else is opened. */
  readonly target: string
  readonly children: string
  readonly onOpen?: () => void
  readonly 'data-autofocus'?: true
  readonly buttonRef?: Ref<HTMLButtonElement & HTMLAnchorElement>
}

/** The system's browser where the host can reach it; else this one, in a tab that learns nothing about ours. */
export function OpenLinkButton({ target, children, onOpen, buttonRef, ...button }: OpenLinkButtonProps) {
  const host = useQuery(hostCapabilities, {})
  const icon = <IconExternalLink size={16} aria-hidden />
  if (!/^(https?|mailto):/i.test(target)) return null
  if (host.data?.opensLinks) {
    const open = async () => {
      await attempt(() => call('host.openLink', { url: target }))
      onOpen?.()
    }
    return (
      <Button leftSection={icon} {...button} {...(buttonRef ? { ref: buttonRef } : {})} onClick={open}>
        {children}
      </Button>
    )
  }
  return (
    <Button
      component="a"
      href={target}
      {...(/^mailto:/i.test(target) ? {} : { target: '_blank' })}
      rel="noopener noreferrer nofollow"
      leftSection={icon}
      disabled={host.loading}
      {...button}
      {...(buttonRef ? { ref: buttonRef } : {})}
      {...(onOpen ? { onClick: onOpen } : {})}
    >
      {children}
    </Button>
  )
}
