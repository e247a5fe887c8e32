import {describe, expect, it} from 'vitest';
import {createLogTails} from '../../../source/app/log-tails.ts';
import type {LogListener, ReadLogs} from '../../../source/cluster/read-logs.ts';
import {aLogLine} from '../../builders/fake-logs.ts';

/** Logs that answer when the test says so. */
const someLogs = () => {
  const asked: string[] = [];
  let listener: LogListener | null = null;
  let closed = 0;
  const readLogs: ReadLogs = (wish, range, given) => {
    asked.push(`${'ids' in wish ? wish.ids.join() : ''} ${range.tail}`);
    listener = given;
    return {
      state: {kind: 'loading', reason: ''},
      progress: new Map(),
      close() {
        closed += 1;
      },
    };
  };
  return {
    asked,
    readLogs,
    closed: () => closed,
    answers: (act: (to: LogListener) => void) => {
      if (listener === null) throw new Error('nobody asked');
      act(listener);
    },
  };
};

describe('the last lines of a task', () => {
  it('are asked for once, and told when they have come', () => {
    const logs = someLogs();
    let told = 0;
    const tails = createLogTails(logs, () => {
      told += 1;
    });
    expect(tails.get('t1')).toEqual({lines: null, fault: ''});
    tails.get('t1');
    expect(logs.asked).toEqual(['t1 8']);
    logs.answers(({onLines, onState}) => {
      onLines([aLogLine('starting', 1), aLogLine('no such file', 2, 't1', {stream: 'fault'})]);
      onState({kind: 'done', reason: ''});
    });
    expect(tails.get('t1')).toEqual({lines: ['starting', '? no such file'], fault: ''});
    expect(told).toBe(1);
  });

  it('that cannot be had say why', () => {
    const logs = someLogs();
    const tails = createLogTails(logs, () => undefined);
    tails.get('t1');
    logs.answers(({onState}) => onState({kind: 'broken', reason: 'no answer'}));
    expect(tails.get('t1')).toEqual({lines: null, fault: 'the engine gave no lines: no answer'});
  });

  it('are kept for a few tasks only, and readings are closed', () => {
    const logs = someLogs();
    const tails = createLogTails(logs, () => undefined);
    for (let id = 1; id <= 12; id += 1) tails.get(`t${id}`);
    expect(logs.closed()).toBe(2);
    tails.clear();
    expect(logs.closed()).toBe(12);
  });
});
