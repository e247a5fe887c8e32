import {maskArguments, maskVariable} from '../../domain/masking/masking.ts';
import type {Line} from '../../ui/span.ts';
import {isTrueAt, listAt, numberAt, recordAt, textAt, textsAt, valueAt} from '../json.ts';
import {bytesInWords, cpusInWords, durationInWords} from '../quantities.ts';
import {field, fields, optional, optionalFields, section} from './page.ts';

/** How a word of a command is written so that it can be told from its neighbours. */
const quoted = (word: string): string => (word === '' || /\s/.test(word) ? JSON.stringify(word) : word);

export const commandInWords = (words: readonly string[]): string =>
  maskArguments(words).map(quoted).join(' ');

/** What runs in the container. */
export const containerLines = (container: unknown): readonly Line[] =>
  section('Container', [
    field('Image', textAt(container, 'Image') || null),
    ...optional('Command', commandInWords(textsAt(container, 'Command'))),
    ...optional('Arguments', commandInWords(textsAt(container, 'Args'))),
    ...optional('Working dir', textAt(container, 'Dir')),
    ...optional('User', textAt(container, 'User')),
    ...optional('Hostname', textAt(container, 'Hostname')),
    ...optionalFields('Environment', textsAt(container, 'Env').map(maskVariable)),
    ...optional('Stop signal', textAt(container, 'StopSignal')),
    ...optional('Stop grace period', durationAt(container, 'StopGracePeriod')),
    ...optional('Init process', isTrueAt(container, 'Init') ? 'yes' : ''),
    ...optional('Root filesystem', isTrueAt(container, 'ReadOnly') ? 'read-only' : ''),
    ...optional('Capabilities', capabilities(container)),
    ...optionalFields('Hosts', textsAt(container, 'Hosts')),
  ]);

const capabilities = (container: unknown): string =>
  [
    ...textsAt(container, 'CapabilityAdd').map(name => `+${name}`),
    ...textsAt(container, 'CapabilityDrop').map(name => `-${name}`),
  ].join(' ');

/** A duration under a path, in words; empty where the engine's default holds. */
export const durationAt = (json: unknown, ...path: readonly string[]): string => {
  const nanoseconds = numberAt(json, ...path);
  return nanoseconds === null ? '' : durationInWords(nanoseconds);
};

export const mountLines = (container: unknown): readonly Line[] =>
  section(
    'Mounts',
    listAt(container, 'Mounts').map(mount => {
      const source = textAt(mount, 'Source') || '(anonymous)';
      const mode = isTrueAt(mount, 'ReadOnly') ? ' (read-only)' : '';
      return field(textAt(mount, 'Type') || 'mount', `${source} → ${textAt(mount, 'Target')}${mode}`);
    }),
  );

const fileOf = (reference: unknown): string => {
  const name = textAt(reference, 'File', 'Name');
  return name === '' || name.startsWith('/') ? name : `/run/secrets/${name}`;
};

/** Secrets and configs by name, with the file that each becomes. */
export const fileLines = (container: unknown): readonly Line[] =>
  section('Secrets and configs', [
    ...optionalFields(
      'Secrets',
      listAt(container, 'Secrets').map(secret => `${textAt(secret, 'SecretName')} → ${fileOf(secret)}`),
    ),
    ...optionalFields(
      'Configs',
      // Unlike secrets, configs are mounted at the root when their target is no absolute path.
      listAt(container, 'Configs').map(config => {
        const file = textAt(config, 'File', 'Name');
        return `${textAt(config, 'ConfigName')} → ${file.startsWith('/') ? file : `/${file}`}`;
      }),
    ),
  ]);

/** The health check; the engine's defaults are named, since they decide how late a failure is noticed. */
export const healthcheckLines = (container: unknown): readonly Line[] => {
  const check = valueAt(container, 'Healthcheck');
  const test = textsAt(check, 'Test');
  if (test.length === 0) {
    return section('Health check', [field('Test', {text: 'the image’s own, if it has one', tone: 'muted'})]);
  }
  if (test[0] === 'NONE')
    return section('Health check', [field('Test', {text: 'turned off', tone: 'warning'})]);
  const withDefault = (key: string, byDefault: string): string => {
    const nanoseconds = numberAt(check, key);
    return nanoseconds === null || nanoseconds === 0
      ? `${byDefault} (default)`
      : durationInWords(nanoseconds);
  };
  return section('Health check', [
    field('Test', commandInWords(test.slice(test[0] === 'CMD' || test[0] === 'CMD-SHELL' ? 1 : 0))),
    field('Interval', withDefault('Interval', '30s')),
    field('Timeout', withDefault('Timeout', '30s')),
    field('Retries', String(numberAt(check, 'Retries') || '3 (default)')),
    field('Start period', withDefault('StartPeriod', '0s')),
  ]);
};

const amounts = (resources: unknown): string => {
  const nanoCpus = numberAt(resources, 'NanoCPUs') ?? 0;
  const memoryBytes = numberAt(resources, 'MemoryBytes') ?? 0;
  const pids = numberAt(resources, 'Pids') ?? 0;
  const generic = listAt(resources, 'GenericResources').map(one => {
    const [[kind = '', resource] = []] = Object.entries(recordAt(one));
    const amount = kind.startsWith('Discrete') ? numberAt(resource, 'Value') : textAt(resource, 'Value');
    return `${textAt(resource, 'Kind')}=${amount ?? '?'}`;
  });
  return [
    ...(nanoCpus > 0 ? [`${cpusInWords(nanoCpus)} CPUs`] : []),
    ...(memoryBytes > 0 ? [`${bytesInWords(memoryBytes)} memory`] : []),
    ...(pids > 0 ? [`${pids} processes`] : []),
    ...generic,
  ].join(', ');
};

/** Limits and reservations. The scheduler looks at reservations only. */
export const resourceLines = (template: unknown): readonly Line[] =>
  section('Resources', [
    field('Limits', amounts(valueAt(template, 'Resources', 'Limits')) || {text: 'none', tone: 'muted'}),
    field(
      'Reservations',
      amounts(valueAt(template, 'Resources', 'Reservations')) || {text: 'none', tone: 'muted'},
    ),
  ]);

export const placementLines = (template: unknown): readonly Line[] => {
  const placement = valueAt(template, 'Placement');
  const maxReplicas = numberAt(placement, 'MaxReplicas') ?? 0;
  const platforms = listAt(placement, 'Platforms').map(
    platform => `${textAt(platform, 'OS') || 'any'}/${textAt(platform, 'Architecture') || 'any'}`,
  );
  return section('Placement', [
    ...fields('Constraints', textsAt(placement, 'Constraints')),
    ...optionalFields(
      'Preferences',
      listAt(placement, 'Preferences').map(one => `spread by ${textAt(one, 'Spread', 'SpreadDescriptor')}`),
    ),
    ...optional('Max per node', maxReplicas > 0 ? String(maxReplicas) : ''),
    ...optional('Platforms', platforms.join(', ')),
  ]);
};
