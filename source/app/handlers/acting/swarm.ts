import {Buffer} from 'node:buffer';
import type {Intent} from '../../../actions/intent.ts';
import {sealed} from '../../../actions/spec/sealed.ts';
import {planFailure} from '../../../actions/words/plan-failure.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {actOn, wordsOf} from './targets.ts';

const usage =
  'tokens [worker|manager], unlock-key, autolock on|off, rotate worker|manager|key|ca, init, join, leave, unlock';

/** `:swarm tokens`, `:swarm autolock on`, `:swarm join`, …. Tokens and keys are copied, never drawn. */
export const actOnSwarm = async (model: ConsoleModel, argument: string): Promise<void> => {
  const [what = '', which = ''] = wordsOf(argument);
  if (what === 'tokens') return copyToken(model, which === 'manager' ? 'manager' : 'worker');
  if (what === 'unlock-key') return copyKey(model);
  const asked = await intentOf(model, what, which);
  if (asked === 'unknown') return model.tell(`swarm: ${usage}`, 'warning');
  if (asked !== null) await actOn(model, [asked]);
};

const intentOf = async (
  model: ConsoleModel,
  what: string,
  which: string,
): Promise<Intent | 'unknown' | null> => {
  const {engineInfo} = model.cluster.store;
  const [swarm, engine] = [engineInfo?.clusterId ?? '', engineInfo?.name ?? ''];
  switch (`${what} ${which}`.trim()) {
    case 'autolock on':
    case 'autolock off':
      return {kind: 'set-autolock', swarm, on: which === 'on'};
    case 'rotate worker':
    case 'rotate manager':
      return {kind: 'rotate-token', swarm, role: which === 'worker' ? 'worker' : 'manager'};
    case 'rotate key':
      return {kind: 'rotate-unlock-key', swarm};
    case 'rotate ca':
      return {kind: 'rotate-ca', swarm};
    case 'leave':
    case 'leave force':
      return {kind: 'leave-swarm', engine, force: which === 'force'};
    case 'unlock': {
      const key = await askSecret(model, 'Unlock the swarm', 'Unlock key');
      return key === null ? null : {kind: 'unlock-swarm', engine, key};
    }
    case 'join':
      return joinIntent(model, engine);
    default:
      return what === 'init' ? {kind: 'init-swarm', engine, advertiseAddress: which} : 'unknown';
  }
};

const askSecret = async (model: ConsoleModel, title: string, label: string) => {
  const answers = await model.ask({
    title,
    fields: [
      {
        id: 'secret',
        label,
        isSecret: true,
        problem: text => (text.trim() === '' ? 'nothing was given' : null),
      },
    ],
    submit: 'Plan',
  });
  return answers === null ? null : sealed(Buffer.from((answers['secret'] ?? '').trim()));
};

const joinIntent = async (model: ConsoleModel, engine: string): Promise<Intent | null> => {
  const missing = (text: string) => (text.trim() === '' ? 'nothing was given' : null);
  const answers = await model.ask({
    title: 'Join a swarm',
    fields: [
      {id: 'manager', label: 'Manager', hint: '10.0.0.11:2377', problem: missing},
      {id: 'token', label: 'Join token', isSecret: true, problem: missing},
      {id: 'advertise', label: 'Own address', hint: 'as the engine chooses'},
    ],
    submit: 'Plan',
  });
  if (answers === null) return null;
  const {manager = '', token = '', advertise = ''} = answers;
  const address = manager.trim();
  return {
    kind: 'join-swarm',
    engine,
    managers: [/:\d+$/.test(address) ? address : `${address}:2377`],
    token: sealed(Buffer.from(token.trim())),
    advertiseAddress: advertise.trim(),
  };
};

const copyToken = (model: ConsoleModel, role: 'worker' | 'manager'): Promise<void> =>
  copied(model, `the command by which a ${role} joins`, async () => {
    const {store} = model.cluster;
    const tokens = await model.acting.runner.secrets.joinTokens();
    const self = store.table('nodes').get(store.engineInfo?.nodeId ?? '');
    const address = self?.manager?.address ?? `${store.engineInfo?.nodeAddress ?? ''}:2377`;
    return `docker swarm join --token ${tokens[role]} ${address}`;
  });

const copyKey = (model: ConsoleModel): Promise<void> =>
  copied(model, 'the unlock key', () => model.acting.runner.secrets.unlockKey());

/** Straight from the engine into the clipboard of the terminal. */
const copied = async (model: ConsoleModel, what: string, read: () => Promise<string>): Promise<void> => {
  try {
    const text = await read();
    if (text === '') return model.tell('autolock is off: there is no unlock key', 'warning');
    if (model.terminal.copy(text)) model.tell(`copied ${what}; it is not shown`);
    else model.tell('this terminal takes nothing to copy; see medianest swarm tokens --show', 'warning');
  } catch (error) {
    const {message} = planFailure(error);
    model.tell(message, 'warning');
  }
};
