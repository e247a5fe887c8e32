import type {Source} from '../../domain/freshness.ts';
import type {RunCommand} from '../command.ts';
import {look} from '../look.ts';
import {reportDoubts} from '../report-doubts.ts';
import {isKnown} from '../truth.ts';
import type {Listing} from './listing.ts';
import {isUsedField} from './used-fields.ts';
import {chooseRows, writeRows} from './write-rows.ts';

/** The last lines of agents are there at once; who is silent for so long must not hold up a list. */
const listenMs = 1_500;

/** Makes a list command of a listing. */
export function listCommand<Row>(listing: Listing<Row>): RunCommand {
  return async (invocation, ports) => {
    const choice = chooseRows(listing, invocation);
    if (choice.kind === 'problem') {
      ports.err(`medianest ${listing.name}: ${choice.message}\n`);
      return 2;
    }
    const asked = [...new Set([...listing.sources, ...(listing.alsoAsk ?? [])])];
    const {format, sort} = invocation.options;
    // Agents are listened to only where their figures are shown, or decide the order.
    const {usedRows} = listing;
    const isUsed = usedRows !== undefined && (format === 'json' || isUsedField(sort?.field));
    const sources = isUsed ? [...new Set<Source>([...asked, 'services', 'agents'])] : asked;
    return look(
      invocation,
      ports,
      sources,
      async ({store, metrics}) => {
        const isFresh = reportDoubts(listing.name, store, listing.sources, ports);
        // An empty list would say "there are none", which is not known: nothing is printed at all.
        if (listing.sources.every(source => isKnown(store, source))) {
          const freshness = isFresh ? 'live' : 'stale';
          const rows = isUsed ? usedRows({store, metrics}, ports.nowMs()) : listing.rows(store);
          await writeRows(listing, rows, choice, freshness, invocation, ports);
        }
        return isFresh ? 0 : 3;
      },
      listenMs,
    );
  };
}
