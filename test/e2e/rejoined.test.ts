import {expect, test} from 'vitest';
import {runJson} from '../driver/command.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';
import {openConsole} from './open-console.ts';

onLab('a node leaves and joins again', {managers: 1, workers: 1}, lab => {
  test('it is two entries with one host name until the old one is removed', async () => {
    const console = openConsole({host: lab().dockerHost('manager-1')});
    await console.expectRow(/nodes 2\/2.*⟳ live/, 30_000);
    console.type(':nodes');
    console.press('enter');
    await console.expectRow(/ worker-1 .*ready/);
    const token = await lab().docker('manager-1', 'swarm', 'join-token', '-q', 'worker');
    await lab().docker('worker-1', 'swarm', 'leave');
    await console.expectRow(/ worker-1 .*down/, 40_000);

    await lab().docker('worker-1', 'swarm', 'join', '--token', token, `${lab().address('manager-1')}:2377`);
    const entries = (rows: readonly string[]) => rows.filter(row => /^┃[▸ ] worker-1 /.test(row));
    await console.expectScreen(rows => entries(rows).length === 2, 'worker-1 has two rows', 30_000);
    expect(entries(console.rows()).filter(row => / down/.test(row))).toHaveLength(1);
    await console.expectScreen(
      rows => entries(rows).filter(row => / ready/.test(row)).length === 1,
      'the new one is ready',
    );

    const {findings} = (await runJson(['status'], {host: lab().dockerHost('manager-1')})) as {
      findings: {name: string; title: string}[];
    };
    expect(findings).toContainEqual(expect.objectContaining({name: 'worker-1', title: 'left-over entry'}));
    const nodes = (await runJson(['nodes'], {host: lab().dockerHost('manager-1')})) as {
      id: string;
      hostname: string;
      state: string;
    }[];
    const gone = nodes.find(node => node.hostname === 'worker-1' && node.state === 'down');
    expect(nodes).toHaveLength(3);
    await lab().api('manager-1', `/nodes/${gone?.id}`, {method: 'DELETE'});
    await console.expectScreen(rows => entries(rows).length === 1, 'worker-1 has one row', 30_000);
    await until(
      'the commands list two nodes',
      async () => {
        const left = await runJson(['nodes'], {host: lab().dockerHost('manager-1')});
        return (left as unknown[]).length === 2;
      },
      {timeoutMs: 20_000},
    );
  });
});
