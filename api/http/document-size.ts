import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** How large a document is once its fragments are followed. Counts may be Infinity: fragments double quickly. */
export interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly directives: number;
}

const nothing: Measure = { depth: 0, aliases: 0, fields: 0, directives: 0 };

/**
 * Measures all operations of a document together, and the fragments that none of them spreads. Each fragment is
 * measured once, so the work is linear in the tokens even where the expanded document would be endless. A fragment that
 * reaches itself counts as empty here: validation refuses it by its rule.
 */
export function measure(document: DocumentNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Measure>();

  const ofFragment = (name: string): Measure => {
    const before = known.get(name);
    if (before) return before;
    known.set(name, nothing);
    const fragment = fragments.get(name);
    const found = fragment
      ? add(ofSelections(fragment.selectionSet), { ...nothing, directives: fragment.directives?.length ?? 0 })
      : nothing;
    known.set(name, found);
    return found;
  };

  const ofSelections = (set: SelectionSetNode | undefined): Measure => {
    let total = nothing;
    for (const selection of set?.selections ?? []) {
      total = add(total, { ...nothing, directives: selection.directives?.length ?? 0 });
      if (selection.kind === Kind.FRAGMENT_SPREAD) total = add(total, ofFragment(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) total = add(total, ofSelections(selection.selectionSet));
      else {
        const below = ofSelections(selection.selectionSet);
        total = add(total, {
          ...below,
          depth: below.depth + 1,
          fields: below.fields + 1,
          aliases: below.aliases + (selection.alias ? 1 : 0),
        });
      }
    }
    return total;
  };

  let total = nothing;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const variables = definition.variableDefinitions?.flatMap(variable => variable.directives ?? []).length ?? 0;
    const found = add(ofSelections(definition.selectionSet), {
      ...nothing,
      directives: (definition.directives?.length ?? 0) + variables,
    });
    total = add(total, found);
  }
  // Validation looks as well into fragments that no operation spreads, and into each of several with one name.
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { name, selectionSet } = definition;
    if (fragments.get(name.value) !== definition) total = add(total, ofSelections(selectionSet));
    else if (!known.has(name.value)) total = add(total, ofFragment(name.value));
  }
  return total;
}

const add = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  fields: a.fields + b.fields,
  directives: a.directives + b.directives,
});
