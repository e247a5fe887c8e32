import type {CommandLineOption} from './option.ts';
import {UsageFault} from './usage-fault.ts';

/** What new objects are to be like. */
export interface ObjectOptions {
  /** Files with contents; `-` is the standard input. */
  readonly files: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly driver: string | null;
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly subnets: readonly string[];
  readonly attachable: boolean;
  readonly internal: boolean;
  readonly encrypted: boolean;
  /** Removes services of a stack that its file does not name. */
  readonly prune: boolean;
  /** Takes the numbers of replicas from the file. */
  readonly fileReplicas: boolean;
}

/** The options of commands about secrets, configs, networks and volumes. */
export const objectOptions: readonly CommandLineOption[] = [
  {
    name: 'file',
    value: 'FILE',
    multiple: true,
    scope: 'file',
    purpose: 'The file to take it from; "-" is the standard input.',
  },
  {name: 'label', value: 'KEY=VALUE', multiple: true, scope: 'object', purpose: 'A label; may be repeated.'},
  {
    name: 'driver',
    value: 'DRIVER',
    scope: 'driver',
    purpose: 'Its driver. Default: overlay, or local for a volume.',
  },
  {
    name: 'opt',
    value: 'KEY=VALUE',
    multiple: true,
    scope: 'driver',
    purpose: 'An option of the driver; may be repeated.',
  },
  {
    name: 'subnet',
    value: 'CIDR',
    multiple: true,
    scope: 'network',
    purpose: 'Its addresses, e.g. 10.20.0.0/16.',
  },
  {name: 'attachable', scope: 'network', purpose: 'Let containers outside of services join it.'},
  {name: 'internal', scope: 'network', purpose: 'Let nothing out of it.'},
  {name: 'encrypted', scope: 'network', purpose: 'Encrypt its traffic between nodes.'},
  {name: 'prune', scope: 'stack', purpose: 'Remove services of the stack that the file does not name.'},
  {
    name: 'file-replicas',
    scope: 'stack',
    purpose:
      'Take the numbers of replicas from the file; otherwise those that run stay, whoever scaled them.',
  },
];

/** Reads these options; `texts` gives all values of one. */
export const readObjectOptions = (
  flags: Readonly<Record<string, unknown>>,
  texts: (name: string) => readonly string[],
): ObjectOptions => {
  const {attachable, internal, encrypted, prune, fileReplicas} = flags;
  return {
    files: texts('file'),
    labels: pairsOf('label', texts),
    driver: texts('driver').at(-1) ?? null,
    driverOptions: pairsOf('opt', texts),
    subnets: texts('subnet'),
    attachable: attachable === true,
    internal: internal === true,
    encrypted: encrypted === true,
    prune: prune === true,
    fileReplicas: fileReplicas === true,
  };
};

const pairsOf = (
  name: string,
  texts: (name: string) => readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts(name).map(text => {
      const at = text.indexOf('=');
      if (at < 1) throw new UsageFault(`--${name}: "${text}" is not KEY=VALUE`);
      return [text.slice(0, at), text.slice(at + 1)] as const;
    }),
  );
