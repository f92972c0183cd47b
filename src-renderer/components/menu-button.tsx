import { Button, type ButtonProps, Menu, type MenuProps } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'

type MenuButtonProps = {
  readonly label: ReactNode
  readonly button?: Omit<ButtonProps, 'children'>
  readonly menu?: Omit<MenuProps, 'children' | 'opened' | 'defaultOpened' | 'onChange'>
  /** What the menu holds; asked for when it has been opened once. */
  items(): ReactNode
}

/**
 * A button that opens a menu. The machinery of a menu costs 15 ms to draw on a slow machine, and a page of lists has
 * four of them: it comes with the first press.
 */
export function MenuButton({ label, button, menu = {}, items }: MenuButtonProps) {
  const [isWoken, setWoken] = useState(false)
  const look = { variant: 'default', rightSection: <IconChevronDown size={14} aria-hidden />, ...button } as const
  if (isWoken) return <WokenMenu label={label} button={look} menu={menu} items={items} />
  return (
    <Button {...look} aria-haspopup="menu" aria-expanded={false} onClick={() => setWoken(true)}>
      {label}
    </Button>
  )
}

/** Takes the place of the button that was pressed, and so its focus, and opens: a closing menu gives the focus back. */
function WokenMenu({ label, button, menu, items }: MenuButtonProps) {
  const [opened, setOpened] = useState(false)
  useEffect(() => setOpened(true), [])
  return (
    <Menu {...menu} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button {...button} autoFocus>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{items()}</Menu.Dropdown>
    </Menu>
  )
}
