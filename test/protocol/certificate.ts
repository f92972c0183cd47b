import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type TestCertificate = { readonly certPem: string; readonly keyPem: string }

/** A self-signed certificate, written to cert.pem and key.pem in `folder`; by default for localhost and 127.0.0.1. */
export async function makeCertificate(folder: string, names = 'DNS:localhost,IP:127.0.0.1'): Promise<TestCertificate> {
  const cert = join(folder, 'cert.pem')
  const key = join(folder, 'key.pem')
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  await run('openssl', [...request, '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert])
  return { certPem: await readFile(cert, 'utf8'), keyPem: await readFile(key, 'utf8') }
}

/** As `makeCertificate`, and valid no more since yesterday. */
export async function makeExpiredCertificate(folder: string): Promise<TestCertificate> {
  const { keyPem } = await makeCertificate(folder)
  const file = (name: string) => join(folder, name)
  const { stdout } = await run('openssl', ['req', '-new', '-subj', '/CN=localhost', '-key', file('key.pem')])
  await writeFile(file('request.pem'), stdout)
  const sign = ['x509', '-req', '-in', file('request.pem'), '-signkey', file('key.pem'), '-days', '-1']
  return { certPem: (await run('openssl', sign)).stdout, keyPem }
}
