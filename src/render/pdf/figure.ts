import { CHART_COLOURS, type ChartItem, type Scene } from '../chart.ts';
import type { Element, TaggedDocument } from './document.ts';
import type { Strip } from './flow.ts';

/** A scene as a strip. What it shows is read out in its place; the rules behind it say nothing. */
export function figureStrip(document: TaggedDocument, { width, height, desc, items }: Scene, after: number, parent: () => Element): Strip {
  return {
    height: height + after,
    draw(left, top) {
      const draw = (isRule: boolean): void =>
        document.from(left, top, () => {
          for (const item of items) if ((item.role === 'rule' || item.role === 'band') === isRule) drawItem(document, item);
        });
      document.artifact('Layout', () => draw(true));
      const figure = document.element(parent(), 'Figure', { alt: desc, bbox: [left, top, left + width, top + height], placement: 'Block' });
      document.content(figure, () => draw(false));
    },
  };
}

function drawItem(document: TaggedDocument, item: ChartItem): void {
  const colour = CHART_COLOURS[item.role].light;
  switch (item.kind) {
    case 'path':
      document.stroke(item.d, item.thickness, colour, item.dash);
      break;
    case 'rect':
      if (item.hollow === true) document.border(item.x, item.y, item.width, item.height, 1, colour);
      else document.box(item.x, item.y, item.width, item.height, colour);
      break;
    case 'text': {
      const style = { weight: item.bold === true ? 'semibold' : 'regular', size: item.size, leading: item.size, colour } as const;
      const words = document.writable(item.text, style.weight);
      const before = { start: 0, middle: 0.5, end: 1 }[item.anchor] * document.widthOf(words, style);
      // The blank keeps labels apart where the text is taken out of the document.
      document.label(`${words} `, item.x - before, item.y, style);
    }
  }
}
