import {describe, expect, it} from 'vitest';
import {aCluster} from '../builders/cluster.ts';
import {nodeId, stackName} from '../builders/ids.ts';
import {consolesOfTests} from './console-harness.tsx';

const open = consolesOfTests();
const sound = aCluster()
  .withManagers(1)
  .withWorkers(2)
  .withService('shop_web', 3, {stack: stackName('shop')})
  .withService('db', 1);
/** The worker that runs one of three replicas is gone. */
const broken = sound
  .withNodeChanged('node-3', {state: 'down', message: 'heartbeat failure'})
  .withTaskChanged('shop_web-3', {nodeId: nodeId('n3')});

describe('health', () => {
  it.each([
    [80, 24],
    [200, 60],
  ])('shows the dead node as the cause and its service beneath it, at %i × %i', async (columns, rows) => {
    const console = await open(broken.store(), {columns, rows});
    await console.press('0');
    const lines = console.text().split('\n');
    const node = lines.findIndex(line => line.includes('✖ node node-3'));
    const service = lines.findIndex(line => line.includes('▲ service shop_web'));
    expect(node).toBeGreaterThan(0);
    expect(service).toBeGreaterThan(node);
    expect(lines[node]).toContain('▸');
    expect(console.text()).toContain('✖ the swarm is failing');
    expect(console.text()).toMatch(/▲ 3 Services {11}degraded {3}1 of 2 healthy, 1 explained by a cause/);
  });

  it('folds with the space bar what the selected cause explains, and opens its object with Enter', async () => {
    const console = await open(broken.store(), {columns: 120, rows: 28});
    await console.press('0', ' ');
    expect(console.text()).not.toContain('▲ service shop_web');
    expect(console.text()).toContain('(1 beneath)');
    await console.press(' ', 'enter');
    expect(console.row(1)).toContain('describe node-3');
    await console.press('esc', 'k', 'enter');
    // A tier stands for no object: Enter folds it.
    expect(console.text()).toContain('Health');
    expect(console.text()).not.toContain('✖ node node-3');
  });

  it('is told of one service by h, and by its name, with what explains it', async () => {
    const console = await open(broken.store(), {columns: 120, rows: 28});
    await console.type(':svc');
    await console.press('enter', 'h');
    expect(console.text()).toContain('● service db is healthy');
    await console.type(':health shop_web');
    await console.press('enter');
    expect(console.row(1)).toContain('health of shop_web');
    expect(console.text()).toContain('▲ service shop_web is degraded');
    expect(console.text()).toContain('✖ node node-3');
    await console.type(':health nothing');
    await console.press('enter');
    expect(console.text()).toContain('no service, stack or node is called "nothing"');
  });

  it('reads without colour, and follows the cluster', async () => {
    const console = await open(broken.store(), {columns: 100, rows: 28, env: {NO_COLOR: '1'}});
    await console.press('0');
    expect(console.text()).toContain('the swarm is failing');
    const node = sound.nodes[2];
    if (node === undefined) throw new Error('no third node');
    await console.tell({kind: 'put', table: 'nodes', values: [{...node, version: 9}]});
    expect(console.text()).toContain('the swarm is healthy');
  });
});
