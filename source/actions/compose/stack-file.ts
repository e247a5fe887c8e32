import type {PlanStore} from '../plan/plan.ts';
import {networkNames, runningOf, servicesOf} from '../plan/stacks/stack-facts.ts';
import {rawObject} from '../spec/raw-object.ts';
import {exportStack} from './export-stack.ts';
import {composeText} from './parse-compose.ts';

/** A stack that runs as the text of a compose file, and what could not be said in one. Rejects as `inspect` does. */
export async function stackFile(
  stack: string,
  store: PlanStore,
  inspect: (service: string) => Promise<unknown>,
): Promise<{readonly text: string; readonly leftOut: readonly string[]}> {
  const objects = await Promise.all(
    servicesOf(stack, store).map(async ({id}) => rawObject(await inspect(id))),
  );
  const running = runningOf(
    stack,
    objects.filter(object => object !== null),
  );
  const own = [...store.table('networks').values()].filter(network => network.stack === stack);
  const networks = new Map(own.map(network => [network.name, network]));
  const {file, leftOut} = exportStack(stack, running, networkNames(store), networks);
  return {text: composeText(file), leftOut};
}
