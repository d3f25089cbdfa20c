import type { InputFieldMap, InputShapeFromFields } from '@pothos/core';
import { keyOf } from '../../commands/submit.ts';
import type { DirectoryVersion } from '../../db/directory/versions.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import { withoutGain } from '../../domain/directory/gains.ts';
import { Refused } from '../../domain/refusal.ts';
import { text } from '../../domain/values.ts';
import { changeAndRepin } from '../../operations/directory/change.ts';
import { checkCommandId, parsed } from '../act/act.ts';
import type { InputBuilder } from '../act/inputs.ts';
import { InvalidInput, NotPermitted, RefusedByCase, SameIdOtherContent, Unauthenticated } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Builder } from '../schema/types.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** What every change of the directory is given. */
interface Given {
  readonly commandId: string;
  readonly reason: string;
}

const reasonShape = text(500);

/** Changes the directory as whoever is signed in; what it refuses becomes the typed error of the API. */
async function changing(
  { viewer, db, procedures }: Context,
  given: Given,
  actingOf: (viewer: Viewer) => DirectoryActing,
): Promise<DirectoryVersion> {
  checkCommandId(given.commandId);
  if (!viewer) throw new Unauthenticated('directory');
  const { commandId, ...asked } = given;
  const act = {
    by: viewer.person,
    reason: parsed(reasonShape, given.reason, ['reason']),
    key: keyOf(viewer, commandId),
    asked,
  };
  try {
    return await changeAndRepin({ db, procedures }, act, withoutGain(actingOf(viewer), viewer.person));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'command.differs') throw new SameIdOtherContent(commandId);
    if (error.code === 'directory.notTheirs') throw new NotPermitted(error.refusal);
    throw new RefusedByCase(error.refusal);
  }
}

/** Adds a mutation that changes the directory: its own fields stand beside the id and the reason. */
export function changeAdder(builder: Builder) {
  const result = builder.errorUnion('DirectoryResult', {
    description: 'The version of the directory that the change made; or why it was not made.',
    types: ['DirectoryVersion', Unauthenticated, NotPermitted, RefusedByCase, SameIdOtherContent, InvalidInput],
    resolveType: () => 'DirectoryVersion',
  });
  return <const Fields extends InputFieldMap>(
    name: string,
    description: string,
    fields: (t: InputBuilder) => Fields,
    actingOf: (input: InputShapeFromFields<Fields> & Given, viewer: Viewer) => DirectoryActing,
  ): void => {
    const input = builder.inputType(`${name[0]!.toUpperCase()}${name.slice(1)}Input`, {
      fields: t => ({
        commandId: t.id({ required: true, description: 'Yours, made anew for each change.' }),
        reason: t.string({ required: true, description: 'Why; kept with the version.' }),
        ...fields(t),
      }),
    });
    builder.mutationField(name, t =>
      t.field({
        type: result,
        description,
        args: { input: t.arg({ type: input, required: true }) },
        resolve: (_root, args, context) => {
          // The fields are a type parameter here: what they come to is known to the caller of this function alone.
          const { input: given } = args as unknown as { readonly input: InputShapeFromFields<Fields> & Given };
          return changing(context, given, viewer => actingOf(given, viewer)) as Promise<never>;
        },
      }),
    );
  };
}
