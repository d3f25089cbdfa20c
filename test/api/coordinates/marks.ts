import { getNamedType, isLeafType, type GraphQLNamedType } from 'graphql';
import { sample } from '../sample.ts';
import { acted } from './acted.ts';
import { foundIn, markOf, refuses, selection, type Answered } from './answered.ts';
import { callers, type Caller } from './callers.ts';
import type { Story } from './story.ts';
import { table } from './table.ts';
import { rootArguments, ways, waysOf } from './ways.ts';

/** Asks the running API for every coordinate as each caller, and holds the answers against the table. */
export class Marks {
  readonly #story: Story;
  readonly #tokens = new Map<Caller, Promise<string>>();

  constructor(story: Story) {
    this.#story = story;
  }

  /** Every field of these types for which a caller is not told what the table says. */
  async wrong(callersAsked: readonly Caller[], types: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const type of types) {
      const fields = [...table.keys()]
        .filter(each => each.startsWith(`${type}.`))
        .map(each => each.slice(type.length + 1));
      await Promise.all(
        callersAsked.map(async caller => {
          const marks =
            type === 'Query' || type === 'Mutation'
              ? Object.fromEntries(
                  await Promise.all(
                    fields.map(async field => [field, await this.#rootMark(caller, type, field)] as const),
                  ),
                )
              : (Object.assign(
                  {},
                  ...(await Promise.all(
                    [
                      fields.filter(field => !waysOf[`${type}.${field}`]),
                      ...fields.filter(field => waysOf[`${type}.${field}`]).map(field => [field]),
                    ].map(of => this.#marksOf(caller, this.#story.schema.getType(type)!, of)),
                  )),
                ) as Readonly<Record<string, string>>);
          for (const field of fields) {
            const [is, should] = [marks[field], table.get(`${type}.${field}`)![caller]];
            if (is !== should) found.push(`${type}.${field} for ${caller}: found ${is}, expected ${should}`);
          }
        }),
      );
    }
    return found;
  }

  async #ask(caller: Caller, query: string, variables?: object): Promise<Answered> {
    const response = await fetch(`${this.#story.office.product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await this.#signIn(caller)) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answered;
  }

  async #signIn(caller: Caller): Promise<Readonly<Record<string, string>>> {
    const who = callers[caller];
    if (!who) return {};
    const token = this.#tokens.get(caller) ?? this.#story.office.product.api.tokenOf(who);
    this.#tokens.set(caller, token);
    return { authorization: `Bearer ${await token}` };
  }

  /** The marks of fields of a type for a caller: asked together, and one by one where anything is refused. */
  async #marksOf(
    caller: Caller,
    type: GraphQLNamedType,
    fields: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    const { real, acts } = this.#story;
    const asking =
      (of: readonly string[]) =>
      async (way: string): Promise<Answered> => {
        const { asked, at = `... on ${type.name} { @ }` } = acted[type.name]?.(caller, acts) ?? {};
        if (way !== '' || !asked)
          return this.#ask(caller, way.replace(/#\w+/, found => real[found]!).replace('@', selection(type, of)));
        const [mutation, input] = asked;
        const name = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
        return this.#ask(
          caller,
          `mutation M($input: ${name}!) { ${mutation}(input: $input) { ${at.replace('@', selection(type, of))} } }`,
          { input },
        );
      };
    const one = fields.length === 1 ? waysOf[`${type.name}.${fields[0]}`] : undefined;
    const tried =
      one !== undefined
        ? [one]
        : acted[type.name]
          ? acted[type.name]!(caller, acts).asked
            ? ['']
            : []
          : ways[type.name];
    if (!tried) throw new Error(`No way to an object of ${type.name} is known: name one in "ways" or "acted".`);
    const all = Object.fromEntries(fields.map(field => [field, '.']));
    for (const way of tried) {
      const together = await asking(fields)(way);
      if (!together.errors) {
        const objects = foundIn(together.data);
        if (objects.length > 0) return Object.fromEntries(fields.map(field => [field, markOf(objects, field)]));
        continue;
      }
      const singly = await Promise.all(
        fields.map(async field => {
          const answered = await asking([field])(way);
          const objects = foundIn(answered.data);
          if (refuses(answered, `${type.name}.${field}`)) return [field, '-'] as const;
          return [field, objects.length > 0 ? markOf(objects, field) : '.'] as const;
        }),
      );
      if (singly.some(([, mark]) => mark !== '.')) return Object.fromEntries(singly);
    }
    return all;
  }

  /** The mark of a query or a mutation for a caller. */
  async #rootMark(caller: Caller, root: 'Query' | 'Mutation', field: string): Promise<string> {
    const { schema } = this.#story;
    const { args, type } = (root === 'Query' ? schema.getQueryType()! : schema.getMutationType()!).getFields()[field]!;
    if (root === 'Query') {
      const unit =
        args.some(arg => arg.name === 'unit') && ['s', 'd', 'b'].includes(caller) ? '(unit: "market-regulation")' : '';
      const answered = await this.#ask(
        caller,
        `{ ${field}${rootArguments[field] ?? unit} ${isLeafType(getNamedType(type)) ? '' : '{ __typename }'} }`,
      );
      if (refuses(answered, `Query.${field}`)) return '-';
      if (answered.errors) throw new Error(`Query.${field} for ${caller}: ${JSON.stringify(answered.errors)}`);
      return Object.values(answered.data as object)[0] === null ? '0' : '+';
    }
    const name = String(args[0]!.type);
    const input = {
      ...(sample(args[0]!.type) as object),
      commandId: 'a b',
      ...('caseId' in (sample(args[0]!.type) as object) && { caseId: 'none' }),
    };
    const answered = await this.#ask(
      caller,
      `mutation M($input: ${name}) { result: ${field}(input: $input) { __typename ... on Error { message } } }`,
      { input },
    );
    const { __typename, message } = (answered.data as { result: { __typename: string; message?: string } }).result;
    return ['NotPermitted', 'Unauthenticated'].includes(__typename) && message?.includes(`“Mutation.${field}”`)
      ? '-'
      : '+';
  }
}
