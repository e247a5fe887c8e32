import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import type {Snapshot} from '../../../source/cluster/cluster.ts';
import type {CommandPorts} from '../../../source/commands/command.ts';
import {checkSettings} from '../../../source/config/read-settings.ts';
import {aCluster} from '../../builders/cluster.ts';
import {containerId, nodeId} from '../../builders/ids.ts';
import {aContainer, anEngineInfo} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

type Asked = Parameters<Snapshot['openExec']>[0];

const store = aCluster()
  .withManagers(1)
  .withWorkers(1)
  .withService('web', 2)
  .withTaskChanged('web-1', {containerId: containerId('near'), nodeId: nodeId('n1')})
  .withTaskChanged('web-2', {containerId: containerId('far'), nodeId: nodeId('n2')})
  .withService('past', 1)
  .withTaskChanged('past-1', {state: 'complete', desiredState: 'shutdown'})
  .withService('down', 1)
  .withTaskChanged('down-1', {state: 'preparing', containerId: null})
  .with({
    info: anEngineInfo({nodeId: nodeId('n1')}),
    containers: [
      aContainer({id: containerId('alone-id'), name: 'alone', taskId: null, serviceId: null}),
      aContainer({id: containerId('dead-id'), name: 'dead', state: 'exited', taskId: null, serviceId: null}),
    ],
  })
  .store();

/** Runs a command line; programs end with `code`, and ssh has `said` something then. */
const shell = async (argv: readonly string[], code = 0, settings = '{}', said = '') => {
  const asked: Asked[] = [];
  const children: string[] = [];
  const ports: Partial<CommandPorts> = {
    takeSnapshot: async options => ({
      ...(await snapshotOf(store)(options)),
      async openExec(request) {
        asked.push(request);
        return {
          input: new PassThrough(),
          read: async () => undefined,
          resize: async () => undefined,
          exitCode: async () => code,
          close: () => undefined,
        };
      },
    }),
    attach: async () => undefined,
    async runChild(file, args, onErrors) {
      children.push([file, ...args].join(' '));
      onErrors?.(said);
      return {kind: 'exited', code};
    },
    readSettings: () => checkSettings('settings.json', settings),
  };
  return {...(await run(['shell', ...argv], ports)), asked, children};
};

describe('a shell', () => {
  it('is run in the container of a task on the connected engine, through its API', async () => {
    const {code, asked} = await shell(['web.1']);
    expect(code).toBe(0);
    expect(asked).toEqual([
      {container: 'near', command: ['sh', '-c', expect.stringContaining('exec bash')], size: null},
    ]);
  });

  it('prefers the task of a service that is on the connected engine', async () => {
    const {asked} = await shell(['web', '--', 'ls', '-l']);
    expect(asked).toEqual([{container: 'near', command: ['ls', '-l'], size: null}]);
  });

  it('is run in a container of no service too', async () => {
    expect((await shell(['alone'])).asked).toMatchObject([{container: 'alone-id'}]);
  });

  it('ends with what the program ends with', async () => {
    expect((await shell(['web.1', '--', 'false'], 1)).code).toBe(1);
  });

  it('says of a task that has ended, and is meant by its id, that nothing can be run in it', async () => {
    const {code, err, asked} = await shell(['past-1']);
    expect([code, asked]).toEqual([1, []]);
    expect(err).toMatch(
      /past\.1 has ended \(complete\): nothing can be run in it; what it wrote is in its log/,
    );
  });

  it('says plainly that a container has none', async () => {
    const {code, err} = await shell(['web.1'], 127);
    expect(code).toBe(127);
    expect(err).toMatch(/^medianest shell: web\.1 has no shell \(127\)/);
  });

  it('reaches another node by ssh, as the settings say', async () => {
    const settings = JSON.stringify({shell: {ssh: 'ssh -J bastion', user: 'ops', host: 'address'}});
    const {children, asked} = await shell(['web.2', '--', 'echo', "it's two words"], 0, settings);
    expect(asked).toEqual([]);
    expect(children).toEqual([
      `ssh -J bastion -T -l ops -- 10.0.0.2 docker exec -i far echo 'it'\\''s two words'`,
    ]);
  });

  it.each([
    [255, 'Host key verification failed.', /the key of node-2 is not the one .*ssh node-2/],
    [255, 'ops@node-2: Permission denied (publickey).', /node-2 did not let ops in: .*shell\.user/],
    [
      255,
      'ssh: Could not resolve hostname node-2: Name or service not known',
      /set shell\.host to "address"/,
    ],
    [255, 'ssh: connect to host node-2 port 22: Connection refused', /no ssh server answers on node-2/],
    [255, 'something new', /ssh could not reach node-2; what it said is above/],
    [127, 'sh: 1: docker: not found', /there is no docker CLI for ops on node-2/],
    [
      1,
      'permission denied while trying to connect to the Docker daemon socket',
      /add that user to the group docker/,
    ],
    [
      1,
      'Cannot connect to the Docker daemon at unix:///run/docker.sock',
      /the docker CLI on node-2 finds no engine/,
    ],
    [127, '', /web\.2 has no shell, or node-2 has no docker CLI \(127\)/],
  ])('that ssh does not lead to says why, and what to do (%i, %s)', async (code, said, words) => {
    const settings = JSON.stringify({shell: {user: 'ops'}});
    const result = await shell(['web.2'], code, settings, said);
    expect(result.code).toBe(code);
    expect(result.err).toMatch(words);
  });

  it('takes no word of the program for one of ssh', async () => {
    const {code, err} = await shell(['web.2', '--', 'curl', 'x'], 7, '{}', 'curl: (7) Connection refused');
    expect([code, err]).toEqual([7, '']);
  });

  it.each([
    ['down.1', 1, 'down.1 is preparing: nothing can be run in it'],
    ['down', 1, 'no task of down runs'],
    ['dead', 1, 'dead is exited: nothing can be run in it'],
    ['nothing', 1, 'there is no task, service or container "nothing"'],
  ])('is refused where nothing runs (%s)', async (target, code, message) => {
    const result = await shell([target]);
    expect(result).toMatchObject({code, asked: [], children: []});
    expect(result.err).toContain(message);
  });

  it('is refused in read-only mode, since it may change anything', async () => {
    expect(await shell(['web.1', '--read-only'])).toMatchObject({code: 4, asked: []});
  });
});
