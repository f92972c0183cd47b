import { Page } from '../../components/page.tsx'

export function CauseScreen({ code }: { readonly code: string }) {
  return <Page title={code}>{null}</Page>
}
