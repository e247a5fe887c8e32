import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {configurationPage} from '../../../scripts/pages/configuration-page.ts';
import {pages} from '../../../scripts/pages/pages.ts';
import {statusFields} from '../../../scripts/pages/report-fields.ts';
import {statusJson} from '../../../source/commands/status-report.ts';
import {checkSettings} from '../../../source/config/read-settings.ts';
import {bindings} from '../../../source/keymap/bindings.ts';
import {commands} from '../../../source/keymap/commands.ts';
import {applyOverrides} from '../../../source/keymap/overrides.ts';
import {aCluster} from '../../builders/cluster.ts';
import {snapshotOf} from '../commands/command-line.ts';

describe('documentation made from the source', () => {
  it.each(pages.map(page => [page.file, page] as const))(
    '%s is up to date (else run npm run docs)',
    (file, page) => {
      expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).toBe(page.make());
    },
  );

  it('shows an example of the settings that is sound and names keys that exist', () => {
    const text = configurationPage();
    const [, example = ''] = /## An example\n\n```json\n(.*?)```/s.exec(text) ?? [];
    const reading = checkSettings('settings.json', example);
    expect(reading.faults).toEqual([]);
    expect(applyOverrides(bindings, reading.settings.keys, commands).problems).toEqual([]);
  });

  it('names every field of the status, and no other', async () => {
    const store = aCluster()
      .withManagers(2)
      .withNodeChanged('node-2', {state: 'down'})
      .withService('web')
      .store();
    const snapshot = await snapshotOf(store)({sources: []});
    const documented = statusFields.map(field => field.name);
    expect(new Set(pathsOf(statusJson(snapshot)))).toEqual(
      new Set(
        documented.filter(
          name => !documented.some(other => other.startsWith(`${name}.`) || other.startsWith(`${name}[]`)),
        ),
      ),
    );
  });
});

/** The paths to all values, with `[]` for items and `*` for sources. */
function pathsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => pathsOf(item, `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, path === '' ? key : `${path}.${path === 'freshness' ? '*' : key}`),
  );
}
