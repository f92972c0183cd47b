import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: a quiet blue that keeps AA contrast with white text from shade 6 on. */
const accent: MantineColorsTuple = [
  '#eef2fd',
  '#dbe3f9',
  '#b6c6f2',
  '#8ea7eb',
  '#6d8de5',
  '#4f74dd',
  '#3d63d2',
  '#3458c4',
  '#2b4aa8',
  '#233d8c',
]

/** Greys with a little of the accent in them; 6 is what fields lie on, 4 their border. */
const dark: MantineColorsTuple = [
  '#e3e6ec',
  '#b9c0cc',
  '#9ba4b3',
  '#7d8695',
  '#404753',
  '#2f353f',
  '#20242b',
  '#1a1d23',
  '#14161b',
  '#0f1115',
]

/** 8 px grid, 14 px base text, tabular numbers (styles.css). */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 'md',
  radius: { sm: '4px', md: '8px', lg: '12px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    // The first item has the focus; a placeholder would be a child that no menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } } },
  },
})

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b212d',
    '--mantine-color-dimmed': '#586172',
    '--mantine-color-default-border': '#dde1e8',
    '--mantine-color-placeholder': '#6b7484',
    '--desk-sunken': '#f6f7f9',
    '--desk-hover': '#f1f3f7',
    '--desk-line': '#e6e9ee',
    '--desk-accent-text': '#2b4aa8',
    '--desk-accent-soft': '#eaf0fd',
    '--desk-good': '#1a7440',
    '--desk-bad': '#b3261e',
    '--mantine-color-error': '#b3261e',
    '--desk-bad-soft': '#fdecea',
    '--desk-wait': '#8a5300',
    '--desk-wait-soft': '#fff6e5',
    '--desk-shadow': '0 1px 2px rgb(20 30 50 / 6%), 0 4px 16px rgb(20 30 50 / 5%)',
  },
  dark: {
    '--mantine-color-body': '#1a1d23',
    '--mantine-color-text': '#e3e6ec',
    '--mantine-color-dimmed': '#9ba4b3',
    '--mantine-color-default-border': '#363c47',
    '--mantine-color-default': '#22262d',
    '--mantine-color-default-hover': '#2a2f38',
    '--mantine-color-placeholder': '#8b94a3',
    '--desk-sunken': '#14161b',
    '--desk-hover': '#232730',
    '--desk-line': '#2a2f38',
    '--desk-accent-text': '#9db5f5',
    '--desk-accent-soft': '#232d47',
    '--desk-good': '#5bc488',
    '--desk-bad': '#f2877f',
    '--mantine-color-error': '#f2877f',
    '--desk-bad-soft': '#3a2122',
    '--desk-wait': '#e3ad57',
    '--desk-wait-soft': '#332a19',
    '--desk-shadow': '0 1px 2px rgb(0 0 0 / 30%), 0 4px 16px rgb(0 0 0 / 20%)',
  },
})
