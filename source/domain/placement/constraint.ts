import type {Node} from '../model/index.ts';

/** One line of a service's placement, `node.labels.zone==north`, taken apart. */
export interface Constraint {
  readonly key: string;
  readonly isEqual: boolean;
  readonly value: string;
}

/** Null for what the engine would not have accepted: its scheduler then leaves the whole filter out. */
export function parseConstraint(text: string): Constraint | null {
  // The engine looks for `==` first, wherever it stands.
  const operator = text.includes('==') ? '==' : '!=';
  const at = text.indexOf(operator);
  if (at < 0) return null;
  const [key, value] = [text.slice(0, at).trim(), text.slice(at + 2).trim()];
  return key === '' || value === '' ? null : {key, isEqual: operator === '==', value};
}

/** Null: no node has such a key, so that the constraint fits nowhere, not even with `!=`. */
export function valueOn(node: Node, {key}: Constraint): string | null {
  const label = /^(node|engine)\.labels\.(.+)$/i.exec(key);
  if (label !== null) {
    const labels = label[1]?.toLowerCase() === 'node' ? node.labels : node.engineLabels;
    const name = label[2] ?? '';
    return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
  }
  switch (key.toLowerCase()) {
    case 'node.id':
      return node.id;
    case 'node.hostname':
      return node.hostname;
    case 'node.ip':
      return node.address;
    case 'node.role':
      return node.role;
    case 'node.platform.os':
      return node.os;
    case 'node.platform.arch':
      return node.architecture;
    default:
      return null;
  }
}

/** Values are compared whatever their case; an address may be named by its network (`node.ip==10.0.0.0/8`). */
export function fits(node: Node, constraint: Constraint): boolean {
  const actual = valueOn(node, constraint);
  if (actual === null) return false;
  const same =
    actual.toLowerCase() === constraint.value.toLowerCase() ||
    (constraint.key.toLowerCase() === 'node.ip' && isWithin(actual, constraint.value));
  return same === constraint.isEqual;
}

function isWithin(address: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/');
  const [inside, outside] = [ipv4(address), ipv4(base)];
  if (!/^\d{1,2}$/.test(bits) || Number(bits) > 32 || inside === null || outside === null) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(inside / size) === Math.floor(outside / size);
}

function ipv4(text: string): number | null {
  const parts = text.split('.').map(Number);
  const isAddress =
    parts.length === 4 && parts.every(part => Number.isInteger(part) && part >= 0 && part < 256);
  return isAddress ? parts.reduce((sum, part) => sum * 256 + part, 0) : null;
}
