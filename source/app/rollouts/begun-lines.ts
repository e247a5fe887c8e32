import {levelLooks, updateLook} from '../../panes/glyphs.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {fitLine, spread} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import type {BegunRollout} from './begun-rollouts.ts';

/** Rows that rollouts which began elsewhere need above the footer: one for all of them. */
export const begunRows = (begun: readonly BegunRollout[]): number => Math.min(1, begun.length);

/** The newest rollout that began elsewhere, how many more there are, and the key that opens it. */
export const begunLines = (
  begun: readonly BegunRollout[],
  store: Pick<ClusterStore, 'table' | 'derived'>,
  nowMs: number,
  width: number,
): readonly Line[] => {
  const newest = begun.at(-1);
  if (newest === undefined) return [];
  const row = store.derived('services').get(newest.service);
  const update = row?.service.update ?? null;
  const look = update === null ? levelLooks.progress : updateLook(update);
  const seconds = Math.max(0, Math.floor((nowMs - newest.seenMs) / 1_000));
  const count = row === undefined ? '' : `: ${row.replicas.running}/${row.replicas.desired} running`;
  const more = begun.length === 1 ? '' : ` +${begun.length - 1} more`;
  return [
    fitLine(
      spread(
        [
          {text: ` ${look.glyph} ${look.word}`, tone: look.tone},
          {text: ` ${seconds} s: `, tone: 'muted'},
          {text: `a rollout of ${newest.name} began, not from here`},
          {text: count, tone: 'muted'},
        ],
        [{text: more, tone: 'muted'}, {text: '  a', tone: 'key', bold: true}, {text: ' opens '}],
        width,
      ),
      width,
    ),
  ];
};
