import {describe, expect, it} from 'vitest';
import {createPace} from '../../../../../source/engine/dockerode/lists/pace.ts';

const turnOver = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('the pace of lists', () => {
  it('lets one list go on in a turn of the event loop, in the order in which they paused', async () => {
    const pace = createPace();
    const turns: string[] = [];
    let turn = 0;
    const read = async (name: string, times: number) => {
      for (let count = 0; count < times; count += 1) {
        await pace.breathe();
        turns.push(`${turn} ${name}`);
      }
    };
    const all = Promise.all([read('services', 2), read('nodes', 1), read('tasks', 3)]);
    for (; turn < 12; turn += 1) await turnOver();
    await all;
    expect(turns.map(line => line.split(' ')[1])).toEqual([
      ...['services', 'nodes', 'tasks'],
      ...['services', 'tasks'],
      'tasks',
    ]);
    expect(new Set(turns.map(line => line.split(' ')[0])).size).toBe(6);
  });
});
