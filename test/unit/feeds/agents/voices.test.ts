import {describe, expect, it} from 'vitest';
import {createVoices} from '../../../../source/feeds/agents/voices.ts';
import {aReport} from '../../../builders/agent-reports.ts';
import {nodeId} from '../../../builders/ids.ts';
import {aNode} from '../../../builders/objects.ts';

const [one, two] = ['one', 'two'].map(name => aNode({id: nodeId(name), hostname: name}));
if (one === undefined || two === undefined) throw new Error('two nodes are wanted');
const from = (name: string, part = {}) => aReport({nodeId: name, ...part});

describe('the voices of agents', () => {
  it('are live when every node speaks', () => {
    const voices = createVoices(0);
    voices.heard(from('one'), 1_000);
    voices.heard(from('two'), 1_500);
    expect(voices.freshness([one, two], 2_000)).toEqual({kind: 'live', asOfMs: 1_500});
  });

  it('are loading while an agent has had no time to speak', () => {
    const voices = createVoices(0);
    voices.heard(from('one'), 1_000);
    expect(voices.freshness([one, two], 2_000).kind).toBe('loading');
  });

  it('name who is silent, and since when', () => {
    const voices = createVoices(0);
    voices.heard(from('one'), 1_000);
    voices.heard(from('two'), 1_000);
    voices.heard(from('one'), 9_000);
    expect(voices.freshness([one, two], 9_000)).toEqual({
      kind: 'stale',
      sinceMs: 1_000,
      reason: 'no report from two',
    });
  });

  it('give an agent that samples seldom as much longer', () => {
    const voices = createVoices(0);
    voices.heard(from('one', {everyMs: 10_000}), 1_000);
    expect(voices.freshness([one], 30_000).kind).toBe('live');
    expect(voices.freshness([one], 34_000).kind).toBe('lost');
  });

  it('expect nothing of a node that is down or drained', () => {
    const voices = createVoices(0);
    voices.heard(from('one'), 1_000);
    voices.heard(from('two'), 1_000);
    voices.heard(from('one'), 60_000);
    for (const part of [{state: 'down' as const}, {availability: 'drain' as const}])
      expect(voices.freshness([one, {...two, ...part}], 60_000).kind).toBe('live');
  });

  it('do not take a node that is back for one that has been silent all the time', () => {
    const voices = createVoices(0);
    voices.heard(from('one'), 1_000);
    voices.heard(from('two'), 1_000);
    voices.freshness([one, {...two, state: 'down'}], 8_000);
    voices.heard(from('one'), 60_000);
    expect(voices.freshness([one, two], 60_000).kind).toBe('loading');
    voices.heard(from('one'), 71_000);
    expect(voices.freshness([one, two], 71_000)).toMatchObject({kind: 'stale', sinceMs: 60_000});
  });

  it('are in doubt where an agent speaks but its engine does not', () => {
    const voices = createVoices(0);
    voices.heard(from('one'), 1_000);
    voices.heard(from('two', {trouble: 'connection refused'}), 1_000);
    expect(voices.freshness([one, two], 1_500)).toMatchObject({
      kind: 'stale',
      reason: 'its engine does not answer the agent on two',
    });
  });

  it('are lost when nobody speaks any more', () => {
    const voices = createVoices(0);
    voices.heard(from('one'), 1_000);
    expect(voices.freshness([one], 60_000)).toEqual({
      kind: 'lost',
      sinceMs: 1_000,
      reason: 'no agent reports',
    });
  });
});
