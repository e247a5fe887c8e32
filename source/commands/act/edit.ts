import {keepText} from '../../actions/edit/text/keep-text.ts';
import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import {findObject} from '../describe/find-object.ts';
import type {ExitCode} from '../exit-codes.ts';
import {plainLine} from '../output/paint.ts';
import {withKnownCluster} from '../procedure/with-cluster.ts';
import {carryOutIntents} from './run-action.ts';

/** Runs `medianest edit`: the spec of a service in the person's own editor. */
export const runEdit: RunCommand = async (invocation, ports) => {
  if (!(ports.terminal.inputIsTerminal && ports.terminal.outputIsTerminal)) {
    ports.err('medianest edit: an editor needs a terminal; for scripts there is medianest update\n');
    return 2;
  }
  return withKnownCluster(invocation, ports, opened => editOne(invocation, ports, opened));
};

async function editOne(
  invocation: Invocation,
  ports: CommandPorts,
  {cluster, runner}: ActionCluster,
): Promise<ExitCode> {
  const fail = (message: string) => ports.err(`medianest edit: ${plainLine(message)}\n`);
  const services = [...cluster.store.table('services').values()];
  const found = findObject('service', invocation.operands[0] ?? '', services, each => each);
  if (found.kind === 'problem') {
    fail(found.message);
    return 1;
  }
  const {id, name} = found.row;
  const {editSpec} = await import('../../actions/edit/text/edit-spec.ts');
  const file = `${name}.yaml`;
  const edited = await editSpec(name, await cluster.inspect('service', id), text =>
    ports.editText(text, file),
  );
  if (edited.kind === 'unchanged') {
    ports.out('nothing was changed\n');
    return 0;
  }
  if (edited.kind === 'given-up') {
    fail(`${edited.reason}${await keptWords(edited.text, file)}`);
    return 4;
  }
  const code = await carryOutIntents([edited.intent], invocation, runner, ports);
  const kept = code === 0 ? '' : await keptWords(edited.text, file);
  if (kept !== '') ports.err(`medianest edit${kept}\n`);
  return code;
}

/** What was typed is not lost with the plan. */
async function keptWords(text: string | null, name: string): Promise<string> {
  if (text === null) return '';
  const file = await keepText(text, name);
  return file === null ? '' : `: what you typed is kept in ${file}`;
}
