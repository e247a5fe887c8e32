import {exportStack} from '../actions/compose/export-stack.ts';
import {composeText} from '../actions/compose/parse-compose.ts';
import {networkNames, runningOf, servicesOf} from '../actions/plan/stacks/stack-facts.ts';
import {rawObject} from '../actions/spec/raw-object.ts';
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
    const stack = found.row.name;
    const objects = await Promise.all(
      servicesOf(stack, store).map(async ({id}) => rawObject(await inspect('service', id))),
    );
    const running = runningOf(
      stack,
      objects.filter(object => object !== null),
    );
    const own = [...store.table('networks').values()].filter(network => network.stack === stack);
    const networks = new Map(own.map(network => [network.name, network]));
    const {file, leftOut} = exportStack(stack, running, networkNames(store), networks);
    for (const words of leftOut)
      ports.err(`medianest stack-export: left out, compose files have no word for it: ${plainLine(words)}\n`);
    ports.out(composeText(file));
    return isFresh ? 0 : 3;
  });
