import {maskValue} from '../../domain/masking/masking.ts';
import type {Service} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {listAt, numberAt, recordAt, shownAt, textAt, textsAt, valueAt} from '../json.ts';
import {portInWords} from '../ports.ts';
import {field, fields, optional, optionalFields, section} from './page.ts';
import {durationAt} from './spec-lines.ts';

const restartConditions: ReadonlyMap<string, string> = new Map([
  ['', 'any (default)'],
  ['any', 'any'],
  ['on-failure', 'on failure: a task that ends with exit code 0 is not replaced'],
  ['none', 'none: a task that ends is not replaced'],
]);

/** When an ended task is replaced. Defaults are named, since they hold where the spec is silent. */
export const restartLines = (template: unknown): readonly Line[] => {
  const policy = valueAt(template, 'RestartPolicy');
  const condition = textAt(policy, 'Condition');
  return section('Restart policy', [
    field('Condition', restartConditions.get(condition) ?? condition),
    field('Delay', durationAt(policy, 'Delay') || '5s (default)'),
    ...optional(
      'Max attempts',
      numberAt(policy, 'MaxAttempts') ? String(numberAt(policy, 'MaxAttempts')) : '',
    ),
    ...optional('Window', durationAt(policy, 'Window').replace(/^0s$/, '')),
  ]);
};

/** How an update or a rollback goes on. */
export const updateConfigLines = (title: string, config: unknown): readonly Line[] => {
  const parallelism = numberAt(config, 'Parallelism');
  const failureRatio = numberAt(config, 'MaxFailureRatio') ?? 0;
  return section(title, [
    field(
      'Parallelism',
      parallelism === null ? '1 (default)' : parallelism === 0 ? 'all at once' : String(parallelism),
    ),
    field('Order', textAt(config, 'Order') || 'stop-first (default)'),
    field('Delay', durationAt(config, 'Delay') || '0s (default)'),
    field('Monitor', durationAt(config, 'Monitor').replace(/^0s$/, '') || '5s (default)'),
    field('On failure', textAt(config, 'FailureAction') || 'pause (default)'),
    ...optional('Max failure ratio', failureRatio === 0 ? '' : String(failureRatio)),
  ]);
};

const networkName = (id: string, store: ClusterStore): string => store.table('networks').get(id)?.name ?? id;

/** Networks with the aliases and addresses that a service has there. */
export const networkLines = (service: unknown, store: ClusterStore): readonly Line[] => {
  // Before API 1.44 the networks could also stand beside the task template.
  const attached = listAt(service, 'Spec', 'TaskTemplate', 'Networks');
  const networks = attached.length > 0 ? attached : listAt(service, 'Spec', 'Networks');
  const addresses = new Map(
    listAt(service, 'Endpoint', 'VirtualIPs').map(one => [textAt(one, 'NetworkID'), textAt(one, 'Addr')]),
  );
  return section('Networks', [
    ...networks.map(network => {
      const id = textAt(network, 'Target');
      const aliases = textsAt(network, 'Aliases');
      const address = addresses.get(id) ?? '';
      const notes = [
        ...(aliases.length > 0 ? [`as ${aliases.join(', ')}`] : []),
        ...(address === '' ? [] : [`virtual IP ${address}`]),
      ];
      return field(networkName(id, store), notes.join(' · '));
    }),
    ...optional('Endpoint mode', textAt(service, 'Spec', 'EndpointSpec', 'Mode')),
  ]);
};

/** Published ports, from the store's own row: the engine lists some of them twice. */
export const portLines = ({ports}: Service): readonly Line[] =>
  section('Ports', ports.length === 0 ? [] : fields('Published', ports.map(portInWords)));

export const loggingLines = (template: unknown): readonly Line[] => {
  const driver = valueAt(template, 'LogDriver');
  const options = recordAt(driver, 'Options');
  return section('Logging', [
    field('Driver', textAt(driver, 'Name') || {text: 'the engine’s default', tone: 'muted'}),
    ...optionalFields(
      'Options',
      Object.keys(options).map(name => `${name}=${maskValue(name, shownAt(options, name))}`),
    ),
  ]);
};
