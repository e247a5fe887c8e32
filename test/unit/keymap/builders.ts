import type {Binding, Command, When} from '../../../source/keymap/command.ts';

export function aCommand(id: string, more: Partial<Command> = {}): Command {
  return {id, title: id, group: 'general', ...more};
}

export function aBinding(keys: string, command: string, when?: When): Binding {
  return {keys: keys.split(' '), command, ...(when ? {when} : {})};
}

export const inMode = (...modes: readonly string[]): When => ({key: 'mode', in: modes});
