import {describe, expect, it} from 'vitest';
import type {Observation, ProbeOutcome} from '../../../../source/domain/health/observation.ts';
import {createProbes} from '../../../../source/integrations/probes/probes.ts';
import {aClusterView} from '../../../builders/cluster-view.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {serviceId} from '../../../builders/ids.ts';
import {aService} from '../../../builders/objects.ts';

const probed = (id: string, labels: Readonly<Record<string, string>> = {}) =>
  aService({
    id: serviceId(id),
    name: id,
    labels: {'medianest.probe.web': `http://${id}.example/`, 'medianest.probe.web.interval': '2s', ...labels},
  });

/** Runs probes over a clock turned by hand; `answer` settles a try. */
const running = (view: ReturnType<typeof aClusterView>) => {
  const clock = aClock();
  const over = new AbortController();
  const started: {readonly address: string; readonly atMs: number; answer(outcome: ProbeOutcome): void}[] =
    [];
  const probes = createProbes({
    timer: clock,
    random: () => 0.5,
    tryProbe: (_probe, address) =>
      new Promise(resolve => started.push({address, atMs: clock.now(), answer: resolve})),
  });
  const seen: Observation[] = [];
  const done = (async () => {
    for await (const each of probes.observe(view, over.signal)) seen.push(each);
  })();
  const stop = () => {
    over.abort();
    return done;
  };
  return {clock, started, seen, probes, stop};
};
const passed: ProbeOutcome = {kind: 'passed', tookMs: 1, said: 'HTTP 200'};

describe('probes', () => {
  it('try each address about as often as its interval says, and never again before it has answered', async () => {
    const {clock, started, seen, stop} = running(aClusterView({services: [probed('a')]}));
    await clock.advance(9_000);
    expect(started).toHaveLength(1);
    started[0]?.answer(passed);
    await clock.advance(9_000);
    expect(started).toHaveLength(2);
    started[1]?.answer(passed);
    await stop();
    expect(seen).toMatchObject([{kind: 'probe', serviceId: 'a', probe: 'web', outcome: {kind: 'passed'}}]);
  });

  it('never open more than four at once, nor begin more than ten a second', async () => {
    const services = Array.from({length: 60}, (_, index) => probed(`s${index}`));
    const {clock, started, stop} = running(aClusterView({services}));
    await clock.advance(5_000);
    expect(started).toHaveLength(4);
    let answered = 0;
    for (let step = 0; step < 200; step += 1) {
      const oldest = started[answered];
      if (oldest !== undefined) answered += 1;
      oldest?.answer(passed);
      await clock.advance(20);
    }
    for (const {atMs} of started)
      expect(
        started.filter(other => other.atMs >= atMs && other.atMs < atMs + 1_000).length,
      ).toBeLessThanOrEqual(10);
    expect(started.length).toBeGreaterThan(20);
    await stop();
  });

  it('leave out what is declared no more, take up what is new, and end with the signal', async () => {
    const services = [probed('a')];
    const {clock, started, stop} = running(aClusterView({services}));
    await clock.advance(1_500);
    services.splice(0, 1, probed('b'));
    started[0]?.answer(passed);
    await clock.advance(6_000);
    expect(started.map(({address}) => address)).toEqual(['http://a.example/', 'http://b.example/']);
    await stop();
    expect(clock.waiting).toBe(0);
  });

  it('are there only where a service declares one that can be tried', () => {
    const {probes, stop} = running(aClusterView({services: []}));
    expect(probes.detect(aClusterView({services: [probed('a')]}))).toBe('from here');
    expect(probes.detect(aClusterView({services: [aService()]}))).toBeNull();
    return stop();
  });
});
