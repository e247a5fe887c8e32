import type {ClusterStore, UsedKind} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {alignCells} from '../align.ts';
import {healthCell} from '../health-cell.ts';
import {runningCell} from '../services/services-columns.ts';
import {servicesUsing} from '../used-by/users.ts';
import {section} from './page.ts';

/** The services that use an object, as a section of its page. */
export const usedBySection = (kind: UsedKind, id: string, store: ClusterStore): readonly Line[] => {
  const rows = servicesUsing(kind, id, store);
  if (rows.length === 0) return section('Used by', [[{text: '  no service', tone: 'muted'}]]);
  return section(
    `Used by (${rows.length})`,
    alignCells(rows.map(row => [[{text: row.service.name}], runningCell(row), [healthCell(row)]])),
  );
};
