import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';

/** PEM files of a node that listens with TLS, as `DOCKER_CERT_PATH` wants them named for the client. */
export interface TlsPaths {
  readonly folder: string;
  readonly ca: string;
  readonly serverCert: string;
  readonly serverKey: string;
  readonly cert: string;
  readonly key: string;
}

export function tlsFiles(folder: string): TlsPaths {
  return {
    folder,
    ca: join(folder, 'ca.pem'),
    serverCert: join(folder, 'server-cert.pem'),
    serverKey: join(folder, 'server-key.pem'),
    cert: join(folder, 'cert.pem'),
    key: join(folder, 'key.pem'),
  };
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

/** An authority, a server certificate that also holds for a forwarded port on this machine, and a client's. */
export async function makeCertificates(folder: string, node: string, address: string): Promise<void> {
  const files = tlsFiles(folder);
  if (existsSync(files.key)) return;
  mkdirSync(folder, {recursive: true});
  const caKey = join(folder, 'ca-key.pem');
  await execa('openssl', [
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    caKey,
    '-out',
    files.ca,
    '-subj',
    '/CN=lab authority',
  ]);
  const names = `subjectAltName=DNS:${node},DNS:localhost,IP:${address},IP:127.0.0.1`;
  await issue(files.serverKey, files.serverCert, node, `${names}\nextendedKeyUsage=serverAuth`);
  await issue(files.key, files.cert, 'client', 'extendedKeyUsage=clientAuth');

  async function issue(key: string, cert: string, name: string, extensions: string): Promise<void> {
    const request = `${cert}.csr`;
    const extensionFile = `${cert}.ext`;
    writeFileSync(extensionFile, `${extensions}\n`);
    await execa('openssl', ['req', ...newKey, '-keyout', key, '-out', request, '-subj', `/CN=${name}`]);
    await sign(files, cert, 2);
  }
}

/** Signs a certificate of these files anew; with days below zero it has run out already. */
export async function reissue(files: TlsPaths, cert: 'cert' | 'serverCert', days: number): Promise<void> {
  await sign(files, files[cert], days);
}

async function sign(files: TlsPaths, cert: string, days: number): Promise<void> {
  const authority = ['-CA', files.ca, '-CAkey', join(files.folder, 'ca-key.pem'), '-CAcreateserial'];
  const request = ['-in', `${cert}.csr`, '-extfile', `${cert}.ext`];
  await execa('openssl', ['x509', '-req', ...request, ...authority, '-days', String(days), '-out', cert]);
}
