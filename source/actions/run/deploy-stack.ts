import {EngineError} from '../../engine/errors.ts';
import type {DeployStackStep} from '../plan/stacks/stack-step.ts';
import type {RunnerParts} from './run.ts';
import type {Sent} from './sent.ts';

/** Docker asks registries for every tag, one service after another. */
const limitMs = 300_000;

/** Lets the docker CLI deploy what was planned. What it says beside its own progress is a warning. */
export async function deployStack(
  {id, data, folder, prune, resolveImage, withRegistryAuth}: DeployStackStep,
  {docker}: Pick<RunnerParts, 'docker'>,
): Promise<Sent> {
  const answer = await docker?.run(
    [
      'stack',
      'deploy',
      ...(prune ? ['--prune'] : []),
      ...(withRegistryAuth ? ['--with-registry-auth'] : []),
      '--resolve-image',
      resolveImage,
      '--compose-file',
      '-',
      id,
    ],
    {input: new TextDecoder().decode(data.reveal()), folder, signal: AbortSignal.timeout(limitMs)},
  );
  if (answer === undefined || answer === null) throw fault(id, 'there is no docker CLI on this machine');
  const {exitCode, stderr} = answer;
  const lines = stderr.split('\n').filter(line => line.trim() !== '' && !isNotice.test(line));
  if (exitCode !== 0) throw fault(id, lines.join(' ') || `docker stack deploy ended with ${exitCode}`);
  return {warnings: lines};
}

/** Docker tells on every deployment that it now does not wait. */
const isNotice = /^(Since --detach|In a future release|you should specify|Updating service|Creating )/;

const fault = (stack: string, message: string): EngineError =>
  new EngineError('rejected', message, {
    operation: 'deploy stack',
    target: `stack ${stack}`,
    hint: `A part of it may have been done: medianest stack diff ${stack} says what is left.`,
  });
