/** An application as the procedure of the demonstration takes it; each attack makes one thing of it wrong. */
export const start =
  'mutation M($input: StartRestaurantOpeningV1Input!) { startRestaurantOpening(input: $input) { __typename } }';
export const form = { name: '店', seats: 1, hasSignboard: true, sellsTobacco: false, contact: '某人' };
export const application = (more: object): object => ({
  input: { commandId: 'attack', channel: 'ONLINE', form, papers: [], ...more },
});
