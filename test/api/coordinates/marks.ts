import { getNamedType, isLeafType, type GraphQLNamedType } from 'graphql';
import { sample } from '../sample.ts';
import { acted } from './acted.ts';
import { foundIn, markOf, refuses, selection, type Answered } from './answered.ts';
import { callers, type Caller } from './callers.ts';
import { sessionCookie } from '../../../api/http/sign-in/cookies.ts';
import { personas } from './personas.ts';
import { sessionWith } from './session.ts';
import type { Story } from './story.ts';
import { table } from './table.ts';
import { follow } from '../../support/follow.ts';
import { followed, rootArguments, ways, waysOf } from './ways.ts';
import { defined } from '../../../domain/defined.ts';

type Root = 'Query' | 'Mutation' | 'Subscription';

/** Asks the running API for every coordinate as each caller, and holds the answers against the table. */
export class Marks {
  readonly #story: Story;
  readonly #tokens = new Map<Caller, Promise<string>>();
  readonly #sessions = new Map<Caller, Promise<string>>();

  constructor(story: Story) {
    this.#story = story;
  }

  /** The codes with which each query and mutation is refused to a caller: one where the door says no to all. */
  async refusals(caller: Caller): Promise<readonly string[]> {
    const asked = [...table.keys()].filter(each => /^(Query|Mutation)\./.test(each));
    const codes = await Promise.all(
      asked.map(async coordinate => {
        const [root, field] = coordinate.split('.') as ['Query' | 'Mutation', string];
        const answered = await this.#askRoot(caller, root, field);
        return answered.data ? `${coordinate} is answered` : String(answered.errors?.[0]?.extensions.code);
      }),
    );
    return [...new Set(codes)];
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
            type === 'Query' || type === 'Mutation' || type === 'Subscription'
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
            const [is, should] = [marks[field], table.get(`${type}.${field}`)![personas[caller]?.like ?? caller]];
            if (is !== should) found.push(`${type}.${field} for ${caller}: found ${is}, expected ${should}`);
          }
        }),
      );
    }
    return found;
  }

  /** A subscription's first event of a case, or what it is refused with. */
  async #follow(caller: Caller, query: string): Promise<Answered> {
    const headers = await this.#signIn(caller);
    const stream = await follow(this.#story.office.product.url, { query, headers });
    // The first event is of no case.
    await Promise.race([stream.ended, stream.until(told => told.length > 1)]);
    stream.close();
    return (stream.told[1] ?? stream.told[0] ?? JSON.parse(stream.text())) as Answered;
  }

  async #ask(caller: Caller, query: string, variables?: object): Promise<Answered> {
    if (query.startsWith('subscription')) return this.#follow(caller, query);
    const response = await fetch(`${this.#story.office.product.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await this.#signIn(caller)) },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answered;
  }

  async #signIn(caller: Caller): Promise<Readonly<Record<string, string>>> {
    const persona = personas[caller];
    const who = callers[caller];
    if (!persona && !who) return {};
    if (persona?.session) {
      const { role, unit } = persona.viewer;
      const id = this.#sessions.get(caller) ?? sessionWith(this.#story.office.product.shell.database.owner, persona);
      this.#sessions.set(caller, id);
      const chosen = { 'x-role': role, ...defined({ 'x-unit': unit }) };
      return { cookie: `${sessionCookie}=${await id}`, 'x-csrf-protection': '1', ...chosen };
    }
    const token =
      this.#tokens.get(caller) ??
      (persona
        ? this.#story.office.product.issuer.sign(persona.viewer, persona.days ?? 1)
        : this.#story.office.product.api.tokenOf(who!));
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

  /** Asks a query, or a mutation with an id that cannot be kept, as a caller. */
  #askRoot(caller: Caller, root: Root, field: string): Promise<Answered> {
    const { schema } = this.#story;
    if (root === 'Subscription') return this.#ask(caller, `subscription { ${field}${followed} { cursor caseId } }`);
    const { args, type } = (root === 'Query' ? schema.getQueryType()! : schema.getMutationType()!).getFields()[field]!;
    if (root === 'Query') {
      const isOfAll = ['s', 'd', 'b'].includes(caller);
      const unit = args.some(arg => arg.name === 'unit') && isOfAll ? '(unit: "market-regulation")' : '';
      const inside = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
      return this.#ask(caller, `{ ${field}${rootArguments[field] ?? unit} ${inside} }`);
    }
    const name = String(args[0]!.type);
    const input = {
      ...(sample(args[0]!.type) as object),
      commandId: 'a b',
      ...('caseId' in (sample(args[0]!.type) as object) && { caseId: 'none' }),
    };
    const said = '__typename ... on Error { message }';
    const query = `mutation M($input: ${name}) { result: ${field}(input: $input) { ${said} } }`;
    return this.#ask(caller, query, { input });
  }

  /** The mark of a query or a mutation for a caller. */
  async #rootMark(caller: Caller, root: Root, field: string): Promise<string> {
    const answered = await this.#askRoot(caller, root, field);
    if (root !== 'Mutation') {
      if (refuses(answered, `${root}.${field}`)) return '-';
      if (answered.errors) throw new Error(`${root}.${field} for ${caller}: ${JSON.stringify(answered.errors)}`);
      return Object.values(answered.data as object)[0] === null ? '0' : '+';
    }
    const { __typename, message } = (answered.data as { result: { __typename: string; message?: string } }).result;
    return ['NotPermitted', 'Unauthenticated'].includes(__typename) && message?.includes(`“Mutation.${field}”`)
      ? '-'
      : '+';
  }
}
