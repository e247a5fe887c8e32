import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {until} from '../../until.ts';

/** One command of the real docker CLI, and what it must do wherever it is run. */
export interface Step {
  readonly args: readonly string[];
  /** 0 where it is left out. */
  readonly exitCode?: number;
  readonly shows?: RegExp;
  /** Asked again until it shows that: a swarm takes its time. */
  readonly isAwaited?: boolean;
  /** Its output is the same on every swarm, but for ids, times and names of nodes. */
  readonly isSame?: boolean;
}

export interface Outcome {
  readonly command: string;
  readonly exitCode: number;
  readonly text: string;
}

const image = 'registry.lab:5000/app:1';

const stackFile = `version: "3.8"
services:
  web:
    image: ${image}
    deploy: {replicas: 2, endpoint_mode: dnsrr}
    networks: [net]
    configs: [conf]
    secrets: [key]
  every:
    image: ${image}
    deploy: {mode: global, endpoint_mode: dnsrr}
    networks: [net]
networks:
  net:
configs:
  conf: {file: ./text}
secrets:
  key: {file: ./text}
`;

/** Files that the session's commands read. */
export const writeFiles = (folder: string): void => {
  writeFileSync(join(folder, 'stack.yml'), stackFile);
  writeFileSync(join(folder, 'text'), 'some text\n');
};

const same = (line: string, more: Partial<Step> = {}): Step => ({
  ...more,
  args: line.split(' '),
  isSame: true,
});
const done = (line: string, more: Partial<Step> = {}): Step => ({...more, args: line.split(' ')});
const refused = (line: string, shows: RegExp): Step => same(line, {exitCode: 1, shows});

const engine: readonly Step[] = [
  done('version', {shows: /Server:.*API version: +1\.\d+/s}),
  done('info', {shows: /Swarm: active.*Is Manager: true.*Managers: 3.*Nodes: 5/s}),
  done('system df', {shows: /Local Volumes/}),
  done('ps', {shows: /CONTAINER ID/}),
];

const nodes: readonly Step[] = [
  same('node ls --format {{.Hostname}}|{{.Status}}|{{.Availability}}|{{.ManagerStatus}}'),
  done('node inspect self --pretty', {shows: /Raft Status:\s+Reachable/}),
  same('node update --availability drain worker-2'),
  same('node inspect worker-2 --format {{.Spec.Availability}}'),
  same('node update --availability active --label-add zone=north worker-2'),
  same('node inspect worker-2 --format {{.Spec.Availability}}|{{json\t.Spec.Labels}}'),
  same('node demote worker-1'),
  refused('node rm manager-1', /must be demoted to worker/),
  refused('node rm worker-1', /is not down and can't be removed/),
  refused('node inspect nonesuch', /node nonesuch not found/),
];

const services: readonly Step[] = [
  done(`service create --name web --replicas 2 --endpoint-mode dnsrr ${image}`, {shows: /converged|verify/i}),
  same('service ls --format {{.Name}}|{{.Mode}}|{{.Replicas}}|{{.Image}}'),
  same('service ps web --format {{.Name}}|{{.DesiredState}}|{{.Error}}'),
  same('service inspect web --pretty'),
  done('service scale web=3', {shows: /web scaled to 3/}),
  done('service update --env-add A=1 --update-monitor 1s web', {shows: /converged|verify/i}),
  done('service rollback web', {shows: /manually requested rollback/}),
  same(
    'service inspect web --format {{json\t.Spec.TaskTemplate.ContainerSpec.Env}}|{{.UpdateStatus.State}}|{{.UpdateStatus.Message}}',
    {
      shows: /rollback_completed/,
      isAwaited: true,
    },
  ),
  done('service logs --tail 1 web', {shows: /web\.\d\.\w{12}@\S+ +\| app 1/}),
  done('service logs --raw --timestamps --details --tail 1 web', {
    shows:
      /^\S+Z com\.docker\.swarm\.node\.id=\w+,com\.docker\.swarm\.service\.id=\w+,com\.docker\.swarm\.task\.id=\w+ app 1/m,
  }),
  done('node ps manager-1', {shows: /web\.\d/}),
  refused('service create --name bad:name x', /name must be valid as a DNS name component/),
  refused(
    `service create --detach --name web ${image}`,
    /name conflicts with an existing object: service web already exists/,
  ),
  refused('service update --detach --replicas 3 nonesuch', /service nonesuch not found/),
  refused('service logs nonesuch', /no such task or service: nonesuch/),
  refused('service rm nonesuch', /service nonesuch not found/),
  done(`service create --name once --mode replicated-job --detach --endpoint-mode dnsrr ${image}`),
  same('service ls --filter name=once --format {{.Name}}|{{.Mode}}', {shows: /replicated job/}),
  same('service rm once'),
  same('service rm web'),
  same('service ls', {shows: /^ID +NAME +MODE +REPLICAS +IMAGE +PORTS$/m}),
];

const objects: readonly Step[] = ['secret', 'config'].flatMap(kind => [
  done(`${kind} create --label a=b some ./text`, {shows: /^\w{25}$/m}),
  same(`${kind} ls --format {{.Name}}|{{.Labels}}`),
  same(`${kind} inspect some --format {{json\t.Spec.Labels}}`),
  refused(`${kind} create some ./text`, /already exists/),
  same(`${kind} rm some`),
  refused(`${kind} rm some`, new RegExp(`${kind} some not found`)),
]);

const networks: readonly Step[] = [
  done('network create --driver overlay --attachable some', {shows: /^\w{25}$/m}),
  same('network ls --filter driver=overlay --format {{.Name}}|{{.Driver}}|{{.Scope}}'),
  same('network inspect some --format {{.Driver}}|{{.Scope}}|{{.Attachable}}|{{.Internal}}'),
  same('network rm some'),
  same('volume create some'),
  same('volume ls'),
  same('volume inspect some --format {{.Name}}|{{.Driver}}|{{.Scope}}|{{.Mountpoint}}'),
  same('volume rm some'),
  refused('volume inspect some', /no such volume/i),
];

const stacks: readonly Step[] = [
  done('stack deploy --detach=true -c ./stack.yml shop', {shows: /Creating service shop_web/}),
  same('stack services shop --format {{.Name}}|{{.Mode}}|{{.Replicas}}', {
    shows: /every\|global\|5\/5[\s\S]*web\|replicated\|2\/2/,
    isAwaited: true,
  }),
  same('stack ls'),
  done('stack ps shop', {shows: /shop_web\.1/}),
  same('service inspect shop_web --format {{json\t.Spec.Labels}}|{{json\t.Endpoint}}'),
  done('stack deploy --detach=true -c ./stack.yml shop', {shows: /Updating service shop_web/}),
  refused('network rm shop_net', /is in use by/),
  refused('secret rm shop_key', /secret 'shop_key' is in use by the following service: shop_web/),
  done('stats --no-stream', {shows: /shop_every\.\w+\.\w+ +\d/}),
  done('stack rm --detach=true shop', {shows: /Removing service shop_web/}),
  same('stack ls'),
];

const swarm: readonly Step[] = [
  done('swarm join-token worker', {shows: /docker swarm join --token SWMTKN-1-/}),
  same('swarm update --task-history-limit 4'),
  refused('swarm unlock-key', /no unlock key is set/),
  refused(
    'swarm leave',
    /You are attempting to leave the swarm on a node that is participating as a manager/,
  ),
  refused('swarm init', /This node is already part of a swarm/),
];

/** What an operator types on a swarm of three managers and two workers. */
export const steps: readonly Step[] = [
  ...engine,
  ...nodes,
  ...services,
  ...objects,
  ...networks,
  ...stacks,
  ...swarm,
];

/** Runs one command; one that is awaited is asked until it shows what it must. */
export const runStep = async (step: Step, host: string, folder: string): Promise<Outcome> => {
  // A tab stands for a blank within one argument.
  const args = step.args.map(arg => arg.replaceAll('\t', ' '));
  const run = async (): Promise<Outcome> => {
    const {all, exitCode} = await execa('docker', args, {
      all: true,
      cwd: folder,
      env: {DOCKER_HOST: host, DOCKER_CONTEXT: undefined},
      reject: false,
      timeout: 60_000,
    });
    return {command: args.join(' '), exitCode: exitCode ?? -1, text: all};
  };
  if (step.isAwaited !== true) return run();
  let last: Outcome | null = null;
  return until(
    `docker ${args.join(' ')}`,
    async () => {
      last = await run();
      return step.shows?.test(last.text) === true && last;
    },
    {timeoutMs: 60_000, explain: () => last?.text ?? ''},
  );
};

/** A text without what differs from run to run and from machine to machine. */
export const plainLines = (text: string): readonly string[] =>
  text
    .replace(/@sha256:[0-9a-f]{64}/g, '')
    .replace(/\b[0-9a-z]{25}\b/g, '<id>')
    .replace(/\b[0-9a-z]{12}\b(?= )/g, '<id>')
    .split('\n')
    .map(line => line.replaceAll(/\s+/g, ' ').trim())
    .filter(line => line !== '' && !isProgress(line));

const isProgress = (line: string): boolean =>
  /^(overall progress|verify|rollback): |^\w+\/\w+: |^\d+\/\d+: /.test(line);
