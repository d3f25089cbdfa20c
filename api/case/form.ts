import { fieldsOfForm } from '../form/form.ts';
import { prefixOf } from '../form/names.ts';
import type { Kit } from '../schema/kit.ts';

/**
 * The answers of a case's form, typed by its procedure; personal fields masked or absent where the role does not need
 * them.
 */
export function addCaseForm({ builder, procedures, outputs }: Kit): void {
  const names = new Map<string, string>();
  const types = [...procedures.values()].flatMap(procedure => {
    const fields = fieldsOfForm(procedure);
    if (Object.keys(fields).length === 0) return [];
    const prefix = prefixOf(procedure);
    names.set(procedure.id, `${prefix}Answers`);
    const about = `What was filled in for ${procedure.title} (填报内容).`;
    return [outputs.objectOf(fields, `${prefix}Answers`, `${prefix}Form`, about)];
  });
  if (types.length === 0) return;
  const form = builder.unionType('CaseForm', {
    description: 'The form of a case (申请表), by its procedure.',
    types,
    resolveType: answered => answered.type,
  });
  builder.objectField('Case', 'form', t =>
    t.field({
      type: form,
      nullable: true,
      description: 'What was filled in (填报内容). Null when this build does not know the procedure.',
      resolve: record => {
        const type = names.get(record.view.procedure);
        return type === undefined
          ? null
          : {
              type,
              case: record,
              isForm: true as const,
              values: record.view.form as Readonly<Record<string, unknown>>,
            };
      },
    }),
  );
}
