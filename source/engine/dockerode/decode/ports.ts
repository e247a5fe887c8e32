import type {PublishedPort} from '../../../domain/model/index.ts';
import {count, type Fields, fields, list, text} from './fields.ts';

/** Ports as the engine has assigned them, else as the spec wants them. */
export const decodePorts = (service: Fields): readonly PublishedPort[] => {
  const assigned = list(fields(service['Endpoint'])['Ports']);
  const wanted = list(fields(fields(service['Spec'])['EndpointSpec'])['Ports']);
  // Engine 28 lists a port once for IPv4 and once for IPv6.
  const ports = new Map<string, PublishedPort>();
  for (const item of assigned.length > 0 ? assigned : wanted) {
    const port = decodePort(fields(item));
    ports.set(`${port.protocol} ${port.target} ${port.published} ${port.mode}`, port);
  }
  return [...ports.values()];
};

const decodePort = (port: Fields): PublishedPort => ({
  protocol: text(port['Protocol']) || 'tcp',
  target: count(port['TargetPort']),
  published: count(port['PublishedPort']),
  mode: port['PublishMode'] === 'host' ? 'host' : 'ingress',
});

/** A container's ports in the docker CLI's words: `8080->80/tcp`, `127.0.0.1:53->53/udp`, `80/tcp`. */
export const containerPorts = (wire: unknown): readonly string[] => [
  ...new Set(list(wire).map(item => containerPort(fields(item)))),
];

const everyAddress: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

const containerPort = (port: Fields): string => {
  const inside = `${count(port['PrivatePort'])}/${text(port['Type']) || 'tcp'}`;
  const published = count(port['PublicPort']);
  if (published === 0) return inside;
  const address = text(port['IP']);
  const host = address.includes(':') ? `[${address}]` : address;
  return `${everyAddress.has(address) ? '' : `${host}:`}${published}->${inside}`;
};
