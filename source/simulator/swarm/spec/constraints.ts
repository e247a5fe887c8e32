import {ApiError} from '../../api-error.ts';

/** What constraints ask of a node. */
export interface ConstrainedNode {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly role: string;
  readonly facts: {
    readonly hostname: string;
    readonly address: string;
    readonly os: string;
    readonly architecture: string;
    readonly engineLabels: Readonly<Record<string, string>>;
  };
}

/** `node.labels.zone==north`, read once. */
export interface Constraint {
  readonly key: string;
  readonly isEqual: boolean;
  readonly value: string;
}

const operator = /^\s*([a-z0-9][a-z0-9\-_.]+)\s*(==|!=)\s*(.+?)\s*$/i;
const goodValue = /^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i;

export const parseConstraint = (text: string): Constraint => {
  if (!text.includes('==') && !text.includes('!=')) {
    throw new ApiError(500, 'rpc error: code = Unknown desc = constraint expected one operator from ==, !=');
  }
  const match = operator.exec(text);
  const [key = '', sign, value = ''] = match?.slice(1) ?? [];
  if (match === null) {
    const part = text.split(/==|!=/)[0]?.trim() ?? '';
    throw new ApiError(500, `rpc error: code = Unknown desc = key '${part}' is invalid`);
  }
  if (!goodValue.test(value)) {
    throw new ApiError(500, `rpc error: code = Unknown desc = value '${value}' is invalid`);
  }
  return {key, isEqual: sign === '==', value};
};

/** Keys are case-sensitive only where they are labels; values never are. */
export const fitsConstraint = (constraint: Constraint, node: ConstrainedNode): boolean => {
  const actual = actualValue(constraint.key, node);
  // A key that no node knows fits nothing, not even with !=.
  if (actual === null) return false;
  return (actual.toLowerCase() === constraint.value.toLowerCase()) === constraint.isEqual;
};

const actualValue = (key: string, node: ConstrainedNode): string | null => {
  const lower = key.toLowerCase();
  if (lower.startsWith('node.labels.')) return node.labels[key.slice('node.labels.'.length)] ?? '';
  if (lower.startsWith('engine.labels.')) {
    return node.facts.engineLabels[key.slice('engine.labels.'.length)] ?? '';
  }
  switch (lower) {
    case 'node.id':
      return node.id;
    case 'node.hostname':
      return node.facts.hostname;
    case 'node.ip':
      return node.facts.address;
    case 'node.role':
      return node.role;
    case 'node.platform.os':
      return node.facts.os;
    case 'node.platform.arch':
      return node.facts.architecture;
    default:
      return null;
  }
};
