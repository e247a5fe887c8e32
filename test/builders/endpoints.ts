import type {Endpoint} from '../../source/engine/endpoint.ts';

export const socketEndpoint = (path = '/var/run/docker.sock'): Endpoint => ({
  context: 'default',
  host: `unix://${path}`,
  transport: {kind: 'unix', path},
  why: 'default socket',
});

export const tcpEndpoint = (host = '10.0.0.1', port = 2375): Endpoint => ({
  context: 'default',
  host: `tcp://${host}:${port}`,
  transport: {kind: 'tcp', host, port, tls: null},
  why: '--host',
});

export const sshEndpoint = (
  host = 'far',
  user: string | null = 'ann',
  port: number | null = null,
): Endpoint => ({
  context: 'default',
  host: `ssh://${user === null ? '' : `${user}@`}${host}`,
  transport: {kind: 'ssh', user, host, port},
  why: '--host',
});
