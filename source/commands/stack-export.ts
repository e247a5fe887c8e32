import {stackFile} from '../actions/compose/stack-file.ts';
import type {Source} from '../domain/freshness.ts';
import type {RunCommand} from './command.ts';
import {findObject} from './describe/find-object.ts';
import {look} from './look.ts';
import {plainLine} from './output/paint.ts';
import {reportDoubts} from './report-doubts.ts';
import {isKnown} from './truth.ts';

const sources: readonly Source[] = ['services', 'networks'];

/** Runs `medianest stack-export STACK`. */
export const runStackExport: RunCommand = (invocation, ports) =>
  look(invocation, ports, sources, async ({store, inspect}) => {
    const isFresh = reportDoubts('stack-export', store, sources, ports);
    if (!sources.every(source => isKnown(store, source))) return 3;
    const rows = [...store.derived('stacks').values()].map(({name}) => ({id: name, name}));
    const found = findObject('stack', invocation.operands[0] ?? '', rows, row => row);
    if (found.kind === 'problem') {
      ports.err(`medianest stack-export: ${plainLine(found.message)}\n`);
      return 1;
    }
    const {text, leftOut} = await stackFile(found.row.name, store, id => inspect('service', id));
    for (const words of leftOut)
      ports.err(`medianest stack-export: left out, compose files have no word for it: ${plainLine(words)}\n`);
    ports.out(text);
    return isFresh ? 0 : 3;
  });
