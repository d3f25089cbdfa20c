const inGraphql = (value: object): string => JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:');
/** A calendar on the demonstration's, which no case runs on. */
export const overlay = (version: string) => ({
  calendar: 'listed',
  version,
  title: '本区',
  on: 'demonstration',
  businessHours: [
    { from: '2027-06-01', to: '2027-09-30', weekdays: [1, 2, 3, 4, 5], segments: [{ from: '08:30', to: '11:30' }] },
  ],
  years: [{ year: 2027, notices: ['区府办〔2027〕1号'], off: [{ name: '区庆', dates: ['2027-06-15'] }], work: [] }],
});
export const literal = inGraphql(overlay('listed-2'));
const dayAfter = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** The calendar of the cases, with a week off that begins tomorrow: what runs now would be due later. */
const thisYear = new Date().getUTCFullYear();
const moved = {
  calendar: 'demonstration',
  version: 'listed-3',
  title: '改期',
  years: [
    { name: '停办', dates: [`${dayAfter(1)}/${dayAfter(7)}`] },
    { name: '元旦', dates: [`${thisYear + 1}-01-01`] },
  ].map((off, index) => ({ year: thisYear + index, notices: ['区府办〔2027〕2号'], off: [off], work: [] })),
};
export const moving = `publicationPreview(file: ${inGraphql(moved)})`;
