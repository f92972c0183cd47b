import { Page } from '../../components/page.tsx'

export function PersonScreen({ id }: { readonly id?: string }) {
  return <Page title={id ?? String()}>{null}</Page>
}
