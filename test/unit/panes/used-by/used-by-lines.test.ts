import {describe, expect, it} from 'vitest';
import type {ObjectKind} from '../../../../source/panes/pane.ts';
import {usedByPage} from '../../../../source/panes/used-by/used-by-lines.ts';
import {lineText} from '../../../../source/ui/line-text.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {networkId, secretId, volumeName} from '../../../builders/ids.ts';
import {aSecret} from '../../../builders/objects.ts';

const store = aCluster()
  .withManagers(2)
  .withService('web-10', 1, {networks: [networkId('net1')], secrets: [secretId('sec1')]})
  .withService('web-2', 2, {networks: [networkId('net1')], volumes: [volumeName('data')], image: 'other:1'})
  .with({secrets: [aSecret()]})
  .store();

const usersOf = (kind: ObjectKind, id: string) => {
  const {lines, targets} = usedByPage({object: {kind, id, name: id}, store});
  expect(targets).toHaveLength(lines.length);
  return {text: lines.map(lineText).join('\n'), names: targets.flatMap(target => target?.name ?? [])};
};

describe('what uses an object', () => {
  it('names the services in natural order, each leading to itself', () => {
    expect(usersOf('network', 'net1').names).toEqual(['web-2', 'web-10']);
    expect(usersOf('secret', 'sec1').names).toEqual(['web-10']);
    expect(usersOf('volume', 'data').names).toEqual(['web-2']);
  });

  it('says that nothing uses it, and that it can go', () => {
    expect(usersOf('config', 'cfg1').text).toContain('No service uses it. It can be removed');
  });

  it('warns that a volume of another node is another volume', () => {
    expect(usersOf('volume', 'data').text).toContain('not the same volume');
  });

  it('tells how many tasks each service has on a node', () => {
    const {names, text} = usersOf('node', 'n2');
    expect(names).toEqual(['web-2']);
    expect(text).toContain('1 task there');
  });

  it('tells which other services run the image of a service', () => {
    expect(usersOf('service', 'web-10-id').names).toEqual([]);
    expect(usersOf('service', 'web-10-id').text).toContain('No other object can use a service');
  });

  it('says so where nothing can use an object', () => {
    expect(usersOf('task', 'web-2-1').text).toBe('Nothing else can use a task.');
  });
});
