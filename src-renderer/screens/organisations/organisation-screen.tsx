import { Page } from '../../components/page.tsx'

export function OrganisationScreen({ id }: { readonly id: string }) {
  return <Page title={id}>{null}</Page>
}
