import {describe, expect, it} from 'vitest';
import {type Call, createCallRunner} from '../../../../source/feeds/calls/call-runner.ts';
import {createChangeQueue} from '../../../../source/feeds/change-queue.ts';
import {defaultTimings} from '../../../../source/feeds/timings.ts';
import {createClusterStore} from '../../../../source/store/create-cluster-store.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aService} from '../../../builders/objects.ts';

const aRunner = () => {
  const clock = aClock();
  const store = createClusterStore(clock.now());
  const over = new AbortController();
  const runner = createCallRunner({
    store,
    queue: createChangeQueue(store, clock, 0),
    clock,
    timings: defaultTimings,
    signal: over.signal,
    onHang: () => undefined,
    onRelief: () => undefined,
    onFault: () => undefined,
    doubt: () => null,
  });
  return {clock, store, over, runner};
};

/** A call that notes its asking and answers when it is told to. */
const aCall = (what: string, asked: string[]) => {
  const answer = Promise.withResolvers<Awaited<ReturnType<Call['ask']>>>();
  const call: Call = {
    key: 'tasks',
    what,
    sources: [],
    concerns: ['tasks'],
    ask() {
      asked.push(what);
      return answer.promise;
    },
  };
  return {call, answer: () => answer.resolve([])};
};

describe('the calls of a session', () => {
  it('are all made, one after the other, when they ask for different things', async () => {
    const {clock, runner} = aRunner();
    const asked: string[] = [];
    const calls = ['all', 'of a', 'of b'].map(what => aCall(what, asked));
    const done = calls.map(({call}) => runner.run(call));
    await clock.advance(0);
    expect(asked).toEqual(['all']);
    for (const {answer} of calls) answer();
    await Promise.all(done);
    expect(asked).toEqual(['all', 'of a', 'of b']);
  });

  it('are made once more, not often, when the same is asked for again and again meanwhile', async () => {
    const {clock, runner} = aRunner();
    const asked: string[] = [];
    const {call, answer} = aCall('all', asked);
    const done = [1, 2, 3, 4].map(() => runner.run(call));
    answer();
    await clock.advance(0);
    await Promise.all(done);
    expect(asked).toEqual(['all', 'all']);
  });

  it('tell nothing to the store that arrives after the session was over', async () => {
    const {clock, store, over, runner} = aRunner();
    const answer = Promise.withResolvers<readonly never[]>();
    const done = runner.run({
      key: 'services',
      what: 'services',
      sources: ['services'],
      concerns: ['services'],
      async ask() {
        await answer.promise;
        return [{kind: 'replace', table: 'services', values: [aService()]}];
      },
    });
    over.abort();
    answer.resolve([]);
    await done;
    await clock.advance(1_000);
    expect(store.table('services').size).toBe(0);
    expect(store.freshness('services').kind).toBe('loading');
  });

  it('leave no listener on the signal of the session', async () => {
    const {clock, over, runner} = aRunner();
    const {signal} = over;
    let listeners = 0;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    for (let time = 0; time < 1_000; time++)
      await runner.run({
        key: 'x',
        what: 'x',
        sources: [],
        concerns: [],
        ask: async limit => (limit.aborted ? [] : []),
      });
    await clock.advance(0);
    expect(listeners).toBe(0);
    expect(clock.waiting).toBe(0);
  });
});
