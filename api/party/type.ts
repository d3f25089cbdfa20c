import { personalView } from '../case/visibility.ts';
import { versionsOfParty } from '../../db/parties/parties.ts';
import { mask } from '../case/mask.ts';
import type { Kit } from '../schema/kit.ts';
import type { ShownParty } from './objects.ts';

/** Personal text as far as it is shown; null where nothing is. */
function personal({ shown }: Pick<ShownParty, 'shown'>, value: string | undefined): string | null {
  if (value === undefined || shown === 'none') return null;
  return shown === 'plain' ? value : mask(value);
}

export function addParty({ builder, enums }: Kit): void {
  builder.objectType('RegisteredParty', {
    description: 'A party of the register (申请人). Names of organisations and their codes are public.',
    fields: t => ({
      party: t.id({ description: 'Opaque: what a case names as its applicant.', resolve: ({ it }) => it.id }),
      kind: t.field({ type: enums.partyKind, resolve: ({ it }) => it.kind }),
      name: t.string({
        nullable: true,
        description: 'Masked, or null, of a person where the role does not need it.',
        resolve: of => (of.it.kind === 'organisation' ? of.it.name : personal(of, of.it.name)),
      }),
      creditCode: t.string({
        nullable: true,
        description: '统一社会信用代码, of an organisation.',
        resolve: ({ it }) => it.creditCode ?? null,
      }),
      creditGrade: t.field({
        type: enums.creditGrade,
        nullable: true,
        description: 'Null where none is known, or the role does not need it.',
        resolve: ({ it, shown }) => (shown === 'none' ? null : (it.creditGrade ?? null)),
      }),
      telephone: t.string({ nullable: true, resolve: of => personal(of, of.it.telephone) }),
      versions: t.field({
        type: ['PartyVersion'],
        nullable: true,
        description: 'What the register had of it, the latest first (变更记录). For the window and administrators.',
        resolve: async ({ it, shown }, _args, { db }) =>
          (await versionsOfParty(db, it.id)).map(version => ({ it: version, kind: it.kind, shown })),
      }),
    }),
  });
  builder.objectType('PartyVersion', {
    description: 'What the register had of a party, from one moment on (登记版本).',
    fields: t => ({
      version: t.int({ resolve: ({ it }) => it.version }),
      at: t.field({ type: 'DateTime', resolve: ({ it }) => it.at }),
      by: t.id({ description: 'Who wrote it down.', resolve: ({ it }) => it.by }),
      name: t.string({
        nullable: true,
        resolve: of => (of.kind === 'organisation' ? (of.it.name ?? null) : personal(of, of.it.name)),
      }),
      creditGrade: t.field({
        type: enums.creditGrade,
        nullable: true,
        resolve: ({ it, shown }) => (shown === 'none' ? null : (it.creditGrade ?? null)),
      }),
      telephone: t.string({ nullable: true, resolve: of => personal(of, of.it.telephone) }),
    }),
  });
  builder.objectField('Case', 'party', t =>
    t.field({
      type: 'RegisteredParty',
      nullable: true,
      description: 'The applicant as the register has them; null once erased.',
      resolve: async (record, _args, { loaders, viewer }) => {
        const it = await loaders.party.load(record.view.applicant);
        return it ? { it, shown: personalView(viewer, record) } : null;
      },
    }),
  );
  builder.objectField('Viewer', 'parties', t =>
    t.field({
      type: ['RegisteredParty'],
      description: 'Whom the person may act for as the applicant: themselves, and organisations that they represent.',
      resolve: async ({ parties = [] }, _args, { loaders }) =>
        (await Promise.all(parties.map(id => loaders.party.load(id)))).flatMap(it =>
          it ? [{ it, shown: 'plain' as const }] : [],
        ),
    }),
  );
}
