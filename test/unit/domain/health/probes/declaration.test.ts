import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {declaredProbes} from '../../../../../source/domain/health/probes/declaration.ts';
import {aService} from '../../../../builders/objects.ts';

const declared = (labels: Readonly<Record<string, string>>) => declaredProbes(aService({labels}));
const reasonFor = (labels: Readonly<Record<string, string>>) =>
  declared(labels).faults.map(({reason}) => reason);

describe('probes that a service declares', () => {
  it('are read with what the labels say and defaults for the rest', () => {
    const {probes, faults} = declared({
      'medianest.probe.web': 'http://{node}:{port:8080}/health',
      'medianest.probe.web.interval': '5s',
      'medianest.probe.web.timeout': '500ms',
      'medianest.probe.web.threshold': '2',
      'medianest.probe.web.status': '200-299,404',
      'medianest.probe.db': 'tcp://{node}:5432',
      'com.example.other': 'x',
    });
    expect(faults).toEqual([]);
    expect(probes).toMatchObject([
      {
        ...{name: 'web', kind: 'http', intervalMs: 5_000, timeoutMs: 500, threshold: 2},
        statuses: [
          [200, 299],
          [404, 404],
        ],
      },
      {name: 'db', kind: 'tcp', intervalMs: 15_000, timeoutMs: 5_000, threshold: 3, statuses: [[200, 399]]},
    ]);
  });

  it.each([
    ['ftp://x', /is no address such as http:/],
    ['tcp://{node}', /is no address that can be asked/],
    ['http://{host}/', /"\{host\}" is no placeholder/],
    ['http://{node/', /is no placeholder/],
    ['http://admin:pw@shop/', /password would be seen/],
    ['http://a b/', /is no address that can be asked/],
    ['http://shop:99999/', /is no address that can be asked/],
  ])('is a fault in words where the address is %s', (address, reason) => {
    expect(declared({'medianest.probe.web': address}).probes).toEqual([]);
    expect(reasonFor({'medianest.probe.web': address})).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    ['web.interval', '10 parsecs', /is no time such as 10s/],
    ['web.interval', '10ms', /out of bounds/],
    ['web.threshold', '0', /is no number of tries/],
    ['web.status', '200-100', /is no list of statuses/],
    ['web.method', 'POST', /a probe has no "method"/],
    ['db.timeout', '1s', /there is no probe "db"/],
    ['a b', 'http://x/', /is made of letters/],
  ])('keeps the probe and tells of the wrong label %s = %s', (label, value, reason) => {
    const {probes, faults} = declared({
      'medianest.probe.web': 'http://{node}:{port}/',
      [`medianest.probe.${label}`]: value,
    });
    expect(probes).toHaveLength(1);
    expect(faults).toMatchObject([
      {label: `medianest.probe.${label}`, reason: expect.stringMatching(reason)},
    ]);
  });

  it('are eight at most', () => {
    const labels = Object.fromEntries(
      Array.from({length: 9}, (_, index) => [`medianest.probe.p${index}`, 'http://shop/']),
    );
    expect(declared(labels).probes).toHaveLength(8);
    expect(reasonFor(labels)).toEqual(['a service has at most 8 probes']);
  });

  it('are read or told of, whatever stands in the labels', () => {
    const label = fc.tuple(
      fc.oneof(fc.constantFrom('web', 'web.interval', 'web.status', 'web.x.y', ''), fc.string()),
      fc.oneof(fc.constantFrom('http://{node}:{port}/', 'tcp://a:1', '5s', '200'), fc.string()),
    );
    fc.assert(
      fc.property(fc.array(label), pairs => {
        const labels = Object.fromEntries(pairs.map(([name, value]) => [`medianest.probe.${name}`, value]));
        const {probes, faults} = declared(labels);
        for (const probe of probes) {
          expect(probe.intervalMs).toBeGreaterThanOrEqual(1_000);
          expect(probe.address).toMatch(/^(https?|tcp):\/\//);
        }
        for (const {reason} of faults) expect(reason).not.toBe('');
        const names = Object.keys(labels).filter(name => name.split('.').length === 3);
        expect(probes.length + faults.length).toBeGreaterThanOrEqual(names.length);
      }),
    );
  });
});
