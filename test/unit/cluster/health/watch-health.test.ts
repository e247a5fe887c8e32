import {describe, expect, it} from 'vitest';
import {watchHealth} from '../../../../source/cluster/health/watch-health.ts';
import {createHealthBook} from '../../../../source/store/health/health-book.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {aClock} from '../../../builders/fake-clock.ts';

const store = aCluster()
  .withManagers(1)
  .withService('web', 1, {
    labels: {'medianest.probe.web': 'http://web.example/', 'medianest.probe.web.interval': '1s'},
  })
  .store();

const watching = (settings: Partial<Parameters<typeof watchHealth>[0]['settings']> = {}) => {
  const clock = aClock();
  const book = createHealthBook();
  const tried: string[] = [];
  const watch = watchHealth({
    ...{store, book, clock, take: () => undefined, random: () => 0.5},
    settings: {probes: true, prometheusUrl: '', findPrometheus: true, ...settings},
    async tryProbe(_probe, address) {
      tried.push(address);
      return {kind: 'passed', tookMs: 1, said: 'HTTP 200'};
    },
  });
  return {clock, book, tried, watch};
};

describe('the sources of health', () => {
  it('try probes only while somebody looks, and know nothing of them afterwards', async () => {
    const {clock, book, tried, watch} = watching();
    await clock.advance(5_000);
    expect(tried).toEqual([]);
    watch.setProbing(true);
    await clock.advance(3_500);
    expect(tried.length).toBeGreaterThan(1);
    expect(book.probes).toMatchObject([{serviceName: 'web', state: 'healthy'}]);
    watch.setProbing(false);
    expect(book.probes).toEqual([]);
    const {length} = tried;
    await clock.advance(10_000);
    expect(tried).toHaveLength(length);
    watch.stop();
  });

  it('try none where the settings do not allow it, and say which does', async () => {
    const {clock, tried, watch} = watching({probes: false});
    watch.setProbing(true);
    await clock.advance(5_000);
    expect(tried).toEqual([]);
    expect(watch.whyNoProbes).toContain('health.probes');
    watch.stop();
  });

  it('have no longer past where there is no Prometheus, and no timers when they are stopped', async () => {
    const {clock, watch} = watching();
    expect(watch.history).toBeNull();
    watch.setProbing(true);
    await clock.advance(1_000);
    watch.stop();
    await clock.advance(0);
    expect(clock.waiting).toBe(0);
  });
});
