import {
  durationMs,
  type JsonObject,
  listIn,
  numberIn,
  objectIn,
  objectOrNull,
  textIn,
  textMapIn,
  textsIn,
} from '../../wire/json.ts';
import {behaviourOf} from '../agent/behaviour.ts';
import {imageHealth} from '../agent/images.ts';
import {parseConstraint} from './constraints.ts';
import type {HealthRules} from './health-rules.ts';
import type {PortRules, RestartRules, TaskTemplate} from './service-rules.ts';

const second = 1_000;

/** Reads the template of a normalised spec. */
export const readTemplate = (
  template: JsonObject,
  ports: readonly PortRules[],
  endpoint: JsonObject,
  serviceLabels: Readonly<Record<string, string>>,
): TaskTemplate => {
  const container = objectIn(template['ContainerSpec']);
  const placement = objectIn(template['Placement']);
  const resources = objectIn(template['Resources']);
  const reserved = objectIn(resources['Reservations']);
  const limits = objectIn(resources['Limits']);
  const env = envOf(textsIn(container['Env']));
  const image = textIn(container['Image']);
  const labels = textMapIn(container['Labels']);
  const {Runtime: _runtime, ...taskSpec} = template;
  const {Placement: _placement, ...replacing} = taskSpec;
  const limitMemoryBytes = numberIn(limits['MemoryBytes']);
  return {
    text: JSON.stringify(taskSpec),
    key: JSON.stringify([replacing, endpoint]),
    image,
    env,
    constraints: textsIn(placement['Constraints']).map(parseConstraint),
    spreadOver: listIn(placement['Preferences'])
      .map(item => textIn(objectIn(objectIn(item)['Spread'])['SpreadDescriptor']))
      .filter(key => key !== ''),
    maxReplicas: numberIn(placement['MaxReplicas']),
    platforms: listIn(placement['Platforms'])
      .map(objectIn)
      .map(item => ({os: textIn(item['OS']), architecture: textIn(item['Architecture'])})),
    reservedNanoCpus: numberIn(reserved['NanoCPUs']),
    reservedMemoryBytes: numberIn(reserved['MemoryBytes']),
    limitNanoCpus: numberIn(limits['NanoCPUs']),
    limitMemoryBytes,
    restart: restartOf(objectIn(template['RestartPolicy'])),
    stopGraceMs: durationMs(container['StopGracePeriod'], 10 * second),
    health: healthOf(objectOrNull(container['Healthcheck']), image),
    networks: listIn(template['Networks']).map(item => textIn(objectIn(item)['Target'])),
    secrets: listIn(container['Secrets']).map(item => textIn(objectIn(item)['SecretID'])),
    configs: listIn(container['Configs']).map(item => textIn(objectIn(item)['ConfigID'])),
    volumes: volumesOf(listIn(container['Mounts'])),
    plugins: pluginsOf(template, listIn(container['Mounts'])),
    hostPorts: ports
      .filter(({mode, published}) => mode === 'host' && published > 0)
      .map(({protocol, published}) => `${protocol}/${published}`),
    labels,
    behaviour: behaviourOf({
      image,
      env,
      args: [...textsIn(container['Command']), ...textsIn(container['Args'])],
      word: labels['sim.behaviour'] ?? serviceLabels['sim.behaviour'] ?? '',
      limitMemoryBytes,
    }),
  };
};

const envOf = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    lines.map(line => {
      const at = line.indexOf('=');
      return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );

const restartOf = (policy: JsonObject): RestartRules => {
  const condition = textIn(policy['Condition']);
  return {
    condition: condition === 'none' || condition === 'on-failure' ? condition : 'any',
    delayMs: durationMs(policy['Delay'], 5 * second),
    maxAttempts: numberIn(policy['MaxAttempts']),
    windowMs: durationMs(policy['Window'], 0),
  };
};

/** The spec's health check, else the image's own; `NONE` switches both off. */
const healthOf = (check: JsonObject | null, image: string): HealthRules | null => {
  const test = textsIn(check?.['Test']);
  if (test[0] === 'NONE') return null;
  const own = imageHealth(image);
  if (test.length === 0 && own === null) return null;
  const given = (name: string, otherwise: number) => {
    const ms = durationMs(check?.[name], 0);
    return ms > 0 ? ms : otherwise;
  };
  return {
    intervalMs: given('Interval', own?.intervalMs ?? 30 * second),
    retries: numberIn(check?.['Retries']) || (own?.retries ?? 3),
    startPeriodMs: given('StartPeriod', own?.startPeriodMs ?? 0),
  };
};

const volumesOf = (mounts: readonly unknown[]): TaskTemplate['volumes'] =>
  mounts
    .map(objectIn)
    .filter(mount => mount['Type'] === 'volume' && textIn(mount['Source']) !== '')
    .map(mount => ({name: textIn(mount['Source']), driver: driverOf(mount) || 'local'}));

const driverOf = (mount: JsonObject): string =>
  textIn(objectIn(objectIn(mount['VolumeOptions'])['DriverConfig'])['Name']);

/** Only drivers that were asked for by name can be missing. */
const pluginsOf = (template: JsonObject, mounts: readonly unknown[]): readonly string[] => {
  const log = textIn(objectIn(template['LogDriver'])['Name']);
  const volumes = mounts.map(mount => driverOf(objectIn(mount))).filter(driver => driver !== '');
  return [
    ...volumes.map(driver => `Volume/${driver}`),
    ...(log === '' || log === 'none' ? [] : [`Log/${log}`]),
  ];
};
