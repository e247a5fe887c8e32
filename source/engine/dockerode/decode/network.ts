import type {Network, NetworkId} from '../../../domain/model/index.ts';
import {type Fields, fields, flag, list, oneOf, text, textMap, time} from './fields.ts';
import {stackOf} from './stack.ts';

const scopes: ReadonlySet<Network['scope']> = new Set(['swarm', 'local', 'global']);

export const decodeNetwork = (wire: unknown): Network | null => {
  const network = fields(wire);
  const id = text(network['Id']);
  if (id === '') return null;
  const labels = textMap(network['Labels']);
  return {
    id: id as NetworkId,
    name: text(network['Name']),
    stack: stackOf(labels),
    driver: text(network['Driver']),
    scope: oneOf(network['Scope'], scopes, 'local'),
    attachable: flag(network['Attachable']),
    internal: flag(network['Internal']),
    ingress: flag(network['Ingress']),
    // The engine encrypts whenever the key is there, even as "false".
    encrypted: 'encrypted' in fields(network['Options']),
    subnets: subnetsOf(fields(network['IPAM'])),
    labels,
    createdAtMs: time(network['Created']),
  };
};

const subnetsOf = (ipam: Fields): readonly string[] =>
  list(ipam['Config'])
    .map(item => text(fields(item)['Subnet']))
    .filter(subnet => subnet !== '');
