import {quorumGuide} from '../../../actions/procedure/quorum-guide.ts';
import {untilLeaderless} from '../../../cluster/until-leaderless.ts';
import type {EngineInfo} from '../../../domain/model/index.ts';
import type {Line} from '../../../ui/span.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {createBusyDialog} from '../../dialogs/busy-dialog.ts';

/** Whether the managers that answer are too few, by what any of them says. */
export const hasLostQuorum = ({connection, quorum}: ConsoleModel['cluster']['store']): boolean =>
  connection.trouble?.kind === 'no-quorum' ||
  connection.membership?.kind === 'no-quorum' ||
  quorum?.hasQuorum === false;

/** `F` while the quorum is lost: says what is known and leads on; what cannot be undone comes last and is typed. */
export const meetLostQuorum = async (model: ConsoleModel): Promise<void> => {
  const {store} = model.cluster;
  const {found, missing, steps} = quorumGuide(store);
  const name = store.engineInfo?.name ?? '';
  const waiting = `wait until enough of ${missing.join(', ') || 'the managers'} are back`;
  const forcing = `make ${name} the only manager: the last resort`;
  const answers = await model.ask({
    title: 'Fail over: the quorum is lost',
    lines: [
      [{text: `! ${found}`, tone: 'warning'}],
      ...steps.map((text): Line => [{text}]),
      [{text: 'Only when they can never come back there is the last resort (← →).', tone: 'muted'}],
    ],
    fields: [{id: 'what', label: 'What', choices: name === '' ? [waiting] : [waiting, forcing]}],
  });
  if (answers === null) return;
  if (answers['what'] !== forcing) await model.acting.guide({kind: 'await-quorum'});
  else await forceNewSwarm(model);
};

/** Copies the Raft state, and asks for the plan of it: that is destructive, so that the name is typed. */
const forceNewSwarm = async (model: ConsoleModel): Promise<void> => {
  const locked = model.acting.runner.locked();
  if (locked !== null) return model.tell(locked, 'warning');
  const info = model.cluster.store.engineInfo;
  if (info === null) return model.tell('the engine has not told what it is', 'warning');
  const isLeaderless = await whileBusy(
    model,
    `looking whether ${info.name} itself says that it has no leader …`,
    untilLeaderless(model.cluster),
  );
  if (isLeaderless === 'stopped') return model.tell('stopped; nothing was changed');
  if (!isLeaderless)
    return model.tell(`${info.name} does not say that it has no leader; look again`, 'warning');
  const copy = await whileBusy(model, 'copying the Raft state …', model.backUpRaft());
  if (copy === 'stopped') return model.tell('stopped; nothing was changed');
  if (copy.kind === 'impossible' && !(await isCopiedByHand(model, info, copy.reason))) return;
  await model.act({
    kind: 'force-new-cluster',
    engine: info.name,
    advertiseAddress: info.nodeAddress,
    backup: copy.kind === 'copied' ? copy.folder : null,
  });
};

/** What cannot be copied from here is left to the person who says that it was. */
const isCopiedByHand = async (
  model: ConsoleModel,
  {name, dataRoot}: EngineInfo,
  reason: string,
): Promise<boolean> => {
  const answers = await model.ask({
    title: 'Copy the Raft state first',
    lines: [
      [{text: `! It cannot be copied from here: ${reason}`, tone: 'warning'}],
      [{text: `On the machine of ${name}:`}],
      [{text: `tar -C ${dataRoot || '/var/lib/docker'} -czf raft-backup.tgz swarm`, tone: 'accent'}],
      [{text: 'Without it nothing can be tried again when this goes wrong.', tone: 'muted'}],
    ],
    fields: [
      {
        id: 'said',
        label: 'Type "copied"',
        problem: text => (text.trim() === 'copied' ? null : 'type copied once it was done'),
      },
    ],
  });
  return answers !== null;
};

const whileBusy = async <Value>(
  model: ConsoleModel,
  words: string,
  work: Promise<Value>,
): Promise<Value | 'stopped'> => {
  const stopped = Promise.withResolvers<'stopped'>();
  const dialog = createBusyDialog(words, () => stopped.resolve('stopped'));
  model.dialogs.show(dialog);
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    model.dialogs.close(dialog);
  }
};
