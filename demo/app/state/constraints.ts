// What the list keeps to, one constraint at a time: a value that is wanted or not, or a range. The filters are their sum,
// as `where` takes them; nothing here changes them, each step makes new ones.
import type { Condition, ValueList } from '../../../src/sdk/index.ts';
import type { Filters } from './list-state.ts';

const LISTS: readonly ValueList[] = ['any', 'all', 'none'];

export type Constraint =
  | {
      field: string;
      list: ValueList;
      value: string /** Another one of the `any` stands before it. */;
      isFurther?: true;
    }
  | { field: string; list: 'range'; min?: number; max?: number };

export function conditionIn(filters: Filters, field: string): Condition {
  const asked = Object.hasOwn(filters, field) ? filters[field]! : {};
  return Array.isArray(asked) ? { any: asked } : asked;
}

export function isNarrowed(filters: Filters): boolean {
  return Object.keys(filters).length > 0;
}

/** In the order in which the fields were first asked for. */
export function constraintsOf(filters: Filters): Constraint[] {
  return Object.keys(filters).flatMap((field) => {
    const condition = conditionIn(filters, field);
    const { min, max } = condition;
    const values = LISTS.flatMap((list) =>
      (condition[list] ?? []).map((value, i): Constraint => {
        return { field, list, value, ...(list === 'any' && i > 0 && { isFurther: true as const }) };
      }),
    );
    const isRange = min !== undefined || max !== undefined;
    return isRange ? [...values, { field, list: 'range' as const, ...rangeOf(condition) }] : values;
  });
}

function rangeOf({ min, max }: Condition): { min?: number; max?: number } {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

/** The filters with another condition of one field; without any, where it asks for nothing. */
export function withCondition(filters: Filters, field: string, condition: string[] | Condition): Filters {
  const asked = Array.isArray(condition) ? condition : present(condition);
  const isAsked = Array.isArray(asked) ? asked.length > 0 : Object.keys(asked).length > 0;
  if (isAsked) return { ...filters, [field]: asked };
  const { [field]: _, ...others } = filters;
  return others;
}

/** A condition without lists that are empty. */
function present(condition: Condition): Condition {
  const lists = LISTS.filter((list) => condition[list]?.length).map((list) => [list, condition[list]]);
  return { ...Object.fromEntries(lists), ...rangeOf(condition) };
}

/** The filters with a value in that list alone, or in none. */
export function withValue(filters: Filters, field: string, value: string, list: ValueList | undefined): Filters {
  const condition = conditionIn(filters, field);
  const moved: Condition = { ...condition };
  for (const one of LISTS) moved[one] = (condition[one] ?? []).filter((other) => other !== value);
  if (list) moved[list]!.push(value);
  return withCondition(filters, field, moved);
}

export function withoutConstraint(filters: Filters, constraint: Constraint): Filters {
  const { field } = constraint;
  if (constraint.list !== 'range') return withValue(filters, field, constraint.value, undefined);
  const { min: _min, max: _max, ...values } = conditionIn(filters, field);
  return withCondition(filters, field, values);
}

/** What is wanted becomes what is not; what is not goes. */
export function turned(filters: Filters, constraint: Constraint): Filters {
  if (constraint.list === 'range' || constraint.list === 'none') return withoutConstraint(filters, constraint);
  return withValue(filters, constraint.field, constraint.value, 'none');
}

/** What could be given up, each alone: of values of which any will do, all together. */
export function loosenings(filters: Filters): { constraints: Constraint[]; filters: Filters }[] {
  const constraints = constraintsOf(filters);
  const heads = constraints.filter((one) => !('isFurther' in one));
  return heads.map((head) => {
    const rest = constraints.filter((one) => one.field === head.field && 'isFurther' in one);
    const given = head.list === 'any' ? [head, ...rest] : [head];
    return { constraints: given, filters: given.reduce(withoutConstraint, filters) };
  });
}

/** Of anything else than filters, none: outside input is not trusted. */
export function parseFilters(value: unknown): Filters | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.values(value).every((asked) => isValues(asked) || isCondition(asked)) ? (value as Filters) : undefined;
}

function isValues(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, asked]) => {
    if (name === 'min' || name === 'max') return typeof asked === 'number' && Number.isFinite(asked);
    return (LISTS as readonly string[]).includes(name) && isValues(asked);
  });
}
