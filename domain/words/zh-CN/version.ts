/**
 * The digests of rendered samples, one for each version of the words, oldest first. A change of what the samples read
 * appends one: what was sent keeps the number of the version that wrote it.
 */
export const digests = [
  '87cdd105714f1e426719af59899e7b1a62b1d430d6d727f27ec0e3f01c701dc3',
  '659350eda18aa9fb1ef4ff8785efedb0ae120db4dbd94b3532b5cde8b1ff7845',
  '4f7beba5b9be4aa486d588af16fa366846370c4a9f5c5066355874279835b163',
  'b2d7c9f72abf336ffb4f2dcaf8b11f3ac1ddee51868ea4d329f11bea9a18e349',
  'a645ffdcc1c41f5693edbaba350ca597b2e61d896c6f26ab3831b203e88a7d1f',
  'a84ecf1a0e5ac538c39be3c186ab47692d1637f6db6637aed65d55c13e860b48',
  'c5e514de2668926b31a1cc37cc709afe4ddb32abe4d406d653037c8216549ad2',
  'aa46d0d767a3726ebd74c9132bc3a7b93578dc67466748a9d658ee47fc57b00a',
  'f872085c643dd1312ff59bd51b6c7f983042b4a0eef9990675d7c62d6f7cc631',
  '9f136431c7e4ce06eac1bca25a76236c015f9502c4f8884eabe20b909c0e56b9',
  '8781a60fc33f27a36c0c0bbafdb30001dc4d082d688b0b1cfa447bf55813f794',
  'e073e451a37bfcfd623d3fd06a678ce82a2d9484fcdbcc793f42e27a780a8a45',
  'f52a495dc4fd8df27ee86bf1db82a34694848e5bc5281f98ab0672d675974a1c',
  'acc0ad2042fc1ff55f653ace5637be7069a433a392c139bdc8ac1e1b7ed018ac',
] as const;

/** The number of the words' version, kept with everything that they wrote. */
export const wordsVersion: number = digests.length;
