import type {RunCommand} from '../command.ts';
import {look} from '../look.ts';
import {reportDoubts} from '../report-doubts.ts';
import {isKnown} from '../truth.ts';
import type {Listing} from './listing.ts';
import {chooseRows, writeRows} from './write-rows.ts';

/** Makes a list command of a listing. */
export function listCommand<Row>(listing: Listing<Row>): RunCommand {
  return async (invocation, ports) => {
    const choice = chooseRows(listing, invocation);
    if (choice.kind === 'problem') {
      ports.err(`medianest ${listing.name}: ${choice.message}\n`);
      return 2;
    }
    const asked = [...new Set([...listing.sources, ...(listing.alsoAsk ?? [])])];
    return look(invocation, ports, asked, async ({store}) => {
      const isFresh = reportDoubts(listing.name, store, listing.sources, ports);
      // An empty list would say "there are none", which is not known: nothing is printed at all.
      if (listing.sources.every(source => isKnown(store, source))) {
        const freshness = isFresh ? 'live' : 'stale';
        await writeRows(listing, listing.rows(store), choice, freshness, invocation, ports);
      }
      return isFresh ? 0 : 3;
    });
  };
}
