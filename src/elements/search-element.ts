// A search field with completions, by the pattern of a combobox with a list; what is found is drawn below it as any list is.
import { make } from './card.ts';
import { ListElement } from './list-element.ts';
import type { ItemList, Recommender, Rules } from './recommender.ts';
import { messageOf, tellOnce } from './tell-once.ts';

const MOST_COMPLETIONS = 6;

/** `query`: what is searched for. `placeholder`, `label` and `name` are those of the field. */
export class PrivetSearch extends ListElement {
  static override readonly observedAttributes = [...ListElement.observedAttributes, 'query'];

  readonly #input = document.createElement('input');
  readonly #completions = Object.assign(make('ul', 'completions'), { hidden: true, id: 'completions' });
  readonly #said = make('p', 'note');
  #typed = 0;
  #active = -1;

  constructor() {
    super();
    const field = make('div', 'field');
    field.className = 'field';
    const input = this.#input;
    input.type = 'search';
    input.autocomplete = 'off';
    for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
    input.setAttribute('part', 'input');
    this.#completions.setAttribute('role', 'listbox');
    this.#completions.setAttribute('aria-label', 'Completions');
    this.#said.setAttribute('role', 'status');
    this.#said.setAttribute('aria-live', 'polite');
    field.append(input, this.#completions);
    this.header.append(field, this.#said);
    input.addEventListener('input', () => this.#complete());
    input.addEventListener('keydown', (event) => this.#press(event));
    input.addEventListener('blur', () => this.#close());
    // The field keeps the focus while a completion is pressed.
    this.#completions.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#completions.addEventListener('click', (event) => this.#choose(event.target as HTMLElement));
    this.addEventListener('privet-items', (event) => this.#tell((event as CustomEvent<ItemList>).detail.items.length));
  }

  override connectedCallback(): void {
    this.#input.placeholder = this.getAttribute('placeholder') ?? '';
    this.#input.setAttribute('aria-label', this.getAttribute('label') ?? 'Search');
    this.#input.value = this.getAttribute('query') ?? '';
    super.connectedCallback();
  }

  /** Nothing is asked for, so nothing is waited for. */
  protected override get isWaiting(): boolean {
    return this.hasAttribute('query');
  }

  protected async ask(engine: Recommender, rules: Rules): Promise<ItemList | undefined> {
    const query = this.getAttribute('query')?.trim();
    if (!query) return undefined;
    const { diversity, ...taken } = rules;
    if (diversity !== undefined)
      tellOnce('privet-search: diversity is left out, results are in the order of the search');
    const list = await engine.search({ ...taken, query });
    if (list.items.length === 0) this.#tell(0);
    return list;
  }

  #tell(count: number): void {
    this.#said.textContent = count === 0 ? 'Nothing found' : count === 1 ? '1 result' : `${count} results`;
  }

  async #complete(): Promise<void> {
    const typed = ++this.#typed;
    const prefix = this.#input.value.trim();
    if (!prefix) return this.#close();
    try {
      const engine = await this.engine();
      const found = await engine.suggest({ prefix, count: MOST_COMPLETIONS });
      if (typed === this.#typed) this.#offer(found.map(({ text }) => text));
    } catch (error) {
      tellOnce(`privet-search: ${messageOf(error)}`);
    }
  }

  #offer(texts: string[]): void {
    this.#completions.replaceChildren(...texts.map((text, i) => drawOption(text, i)));
    this.#completions.hidden = texts.length === 0;
    this.#input.setAttribute('aria-expanded', String(texts.length > 0));
    this.#mark(-1);
  }

  #close(): void {
    this.#typed++;
    this.#offer([]);
  }

  #press(event: KeyboardEvent): void {
    const count = this.#completions.children.length;
    if (event.key === 'Escape' && count > 0) this.#close();
    else if (event.key === 'Enter') this.#choose(this.#completions.children[this.#active] as HTMLElement | undefined);
    else if (event.key === 'ArrowDown' && count > 0) this.#mark((this.#active + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) this.#mark((Math.max(this.#active, 0) + count - 1) % count);
    else return;
    event.preventDefault();
  }

  #mark(active: number): void {
    this.#active = active;
    [...this.#completions.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === active));
    });
    if (active < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `completion-${active}`);
  }

  /** Searches for a completion, or for what is typed. */
  #choose(option?: HTMLElement): void {
    if (option?.role === 'option') this.#input.value = option.textContent ?? '';
    this.#close();
    this.setAttribute('query', this.#input.value);
  }
}

const COMBOBOX = {
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-expanded': 'false',
  'aria-controls': 'completions',
};

function drawOption(text: string, index: number): HTMLElement {
  const option = document.createElement('li');
  option.setAttribute('role', 'option');
  option.id = `completion-${index}`;
  option.textContent = text;
  return option;
}
