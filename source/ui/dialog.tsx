import {fitLine, lineWidth} from './line-text.ts';
import {Lines} from './lines.tsx';
import {centred, Overlay} from './overlay.tsx';
import {Panel, panelBorder} from './panel.tsx';
import type {Line, Span} from './span.ts';
import {layoutText} from './text-layout.ts';
import type {Tone} from './tones.ts';

interface DialogButton {
  readonly id: string;
  readonly title: string;
  /** `critical` for what cannot be taken back. */
  readonly tone?: Tone;
}

export interface DialogProps {
  readonly title: string;
  /** Wrapped to the dialog's width; scrolls by `top` when it is longer than the screen. */
  readonly body: readonly Line[];
  readonly top?: number;
  /** Below the body, e.g. what is being typed. */
  readonly input?: Line;
  readonly buttons: readonly DialogButton[];
  /** Id of the button that Enter presses. */
  readonly selected: string;
  /** Cells of the whole screen; the dialog is put in its middle. */
  readonly columns: number;
  readonly rows: number;
}

/** Cells; wider lines are hard to read. */
const widest = 100;

function buttonsLine(buttons: readonly DialogButton[], selected: string): Line {
  const spans = buttons.flatMap((button, index): Span[] => {
    const isSelected = button.id === selected;
    const face: Span = {
      text: isSelected ? `▸ ${button.title} ` : `  ${button.title} `,
      tone: button.tone ?? (isSelected ? 'strong' : 'text'),
      bold: isSelected,
    };
    return [...(index > 0 ? [{text: '  '}] : []), isSelected ? {...face, under: 'selection'} : face];
  });
  return spans;
}

/** A question over the panes. Which key does what is the caller's business. */
export function Dialog(props: DialogProps) {
  const buttons = buttonsLine(props.buttons, props.selected);
  const contentWidths = [...props.body, props.input ?? [], buttons, [{text: props.title}]].map(lineWidth);
  const inner = Math.max(
    1,
    Math.min(Math.max(40, ...contentWidths), widest, props.columns - panelBorder - 4),
  );
  const text = layoutText(props.body, inner, 'word').map(row => row.line);
  const below: readonly Line[] = [[], ...(props.input ? [props.input, []] : []), buttons];
  const height = Math.min(text.length + below.length + panelBorder, props.rows);
  const room = Math.max(0, height - panelBorder - below.length);
  const top = Math.max(0, Math.min(props.top ?? 0, text.length - room));
  const hidden = text.length - room;
  const lines = [...text.slice(top, top + room), ...below].map(line =>
    fitLine([{text: ' '}, ...line], inner + 2),
  );
  const position: Line = hidden > 0 ? [{text: `${top + room}/${text.length}`, tone: 'muted'}] : [];
  return (
    <Overlay area={centred({width: inner + 2 + panelBorder, height}, props)}>
      <Panel
        title={[[{text: props.title, tone: 'title', bold: true}]]}
        footer={position}
        focused
        width={inner + 2 + panelBorder}
        height={height}
      >
        <Lines lines={lines} width={inner + 2} />
      </Panel>
    </Overlay>
  );
}
