import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { PeoplesCommand } from '../../../domain/case/capabilities/index.ts';

type Type = PeoplesCommand['type'];
type Given = Readonly<Record<string, unknown>>;

/** The mutation by which people ask for each act: one that is added without it does not compile. */
export const mutations: { readonly [T in Type]: string } = {
  notRequired: 'findNotRequired',
  refuseAcceptance: 'refuseAcceptance',
  accept: 'acceptCase',
  checkCompleteness: 'checkCompleteness',
  giveNotice: 'giveNotice',
  supply: 'supplyCase',
  settleOnTheSpot: 'settleOnTheSpot',
  withdrawCommitment: 'withdrawCommitment',
  acceptTolerantly: 'acceptTolerantly',
  cure: 'cureCase',
  claim: 'claimStep',
  answer: 'answerStep',
  unclaim: 'unclaimStep',
  reassign: 'reassignStep',
  convene: 'conveneConference',
  recordMinutes: 'recordMinutes',
  object: 'objectToNotice',
  replyToObjection: 'replyToObjection',
  rate: 'rateCase',
  urge: 'urgeCase',
  answerUrging: 'answerUrging',
  noteAppeal: 'noteAppeal',
  confirm: 'confirmAnswer',
  refuseProposal: 'refuseAnswer',
  startSpecial: 'startSpecialProcedure',
  endSpecial: 'endSpecialProcedure',
  extend: 'extendLimit',
  suspend: 'suspendCase',
  resume: 'resumeCase',
  withdraw: 'withdrawCase',
  fileChild: 'submitDraft',
  dropChild: 'deleteDraft',
  revoke: 'revokePermits',
  continuePermit: 'continuePermit',
  cancelPermits: 'cancelPermits',
  terminate: 'terminateCase',
  deliver: 'deliverResult',
  publish: 'publishDecision',
  startInstrument: 'startInstrument',
  signInstrument: 'signInstrument',
  replyToInstrument: 'replyToInstrument',
  closeInstrument: 'closeInstrument',
  annul: 'annulAct',
  decideAnew: 'orderNewDecision',
};

/** What a mutation calls otherwise than the command does. */
const renamed: { readonly [T in Type]?: (command: Given) => Given } = {
  answer: ({ answer }) => ({ result: answer }),
  object: () => ({ notice: 'no-notice' }),
  replyToObjection: () => ({ notice: 'no-notice', objection: 'no-objection' }),
  fileChild: () => ({ draft: 'no-draft' }),
  dropChild: () => ({ draft: 'no-draft' }),
};

/** The input of the mutation for a command of the domain, by the types that the schema gives its fields. */
export function inputOf(schema: GraphQLSchema, { type, ...fields }: PeoplesCommand, more: Given): Given {
  const { args } = schema.getMutationType()!.getFields()[mutations[type]]!;
  const given = { ...fields, ...renamed[type]?.(fields), ...more };
  return valuesOf(named(args[0]!.type) as GraphQLInputObjectType, given);
}

const valuesOf = (input: GraphQLInputObjectType, given: Given): Given =>
  Object.fromEntries(
    Object.entries(input.getFields()).flatMap(([name, { type }]) =>
      given[name] === undefined ? [] : [[name, valueOf(type, given[name])]],
    ),
  );

function valueOf(type: GraphQLInputType, value: unknown): unknown {
  const inner = named(type);
  if (isListType(inner)) return (value as readonly unknown[]).map(each => valueOf(inner.ofType, each));
  if (isEnumType(inner)) return (value as string).replaceAll(/(?<=[a-z])(?=[A-Z])/gu, '_').toUpperCase();
  if (isInputObjectType(inner)) return valuesOf(inner, value as Given);
  return inner.name === 'DateTime' && typeof value === 'number' ? new Date(value).toISOString() : value;
}

const named = (type: GraphQLInputType) => (isNonNullType(type) ? type.ofType : type);
