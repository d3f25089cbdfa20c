/** Lunar days by the sky: new moons and the sun's longitude (Meeus, chapters 25 and 49), in days of UTC+8. */
const rad = Math.PI / 180;
const sin = (degrees: number): number => Math.sin(degrees * rad);
// Terrestrial time runs a good minute ahead of the clocks.
const deltaT = 72 / 86_400;
const julianOf1970 = 2_440_587.5;
const zone = 8 / 24;

/** The apparent longitude of the sun in degrees when a local day begins. */
function sunAt(day: number): number {
  const t = (day - zone + julianOf1970 + deltaT - 2_451_545) / 36_525;
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  const m = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m);
  const longitude = mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((longitude % 360) + 360) % 360;
}

/** The local day of the k-th new moon since 2000. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const s = 2.5534 + 29.1053567 * k;
  const m = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k;
  const terms: readonly (readonly [number, number])[] = [
    [-0.4072, m],
    [0.17241 * e, s],
    [0.01608, 2 * m],
    [0.01039, 2 * f],
    [0.00739 * e, m - s],
    [-0.00514 * e, m + s],
    [0.00208 * e * e, 2 * s],
    [-0.00111, m - 2 * f],
    [-0.00057, m + 2 * f],
    [0.00056 * e, 2 * m + s],
    [-0.00042, 3 * m],
    [0.00042 * e, s + 2 * f],
    [0.00038 * e, s - 2 * f],
    [-0.00024 * e, 2 * m - s],
    [-0.00017, node],
    [-0.00007, m + 2 * s],
    [0.00004, 2 * m - 2 * f],
    [0.00004, 3 * s],
    [0.00003, m + s - 2 * f],
    [0.00003, 2 * m + 2 * f],
    [-0.00003, m + s + 2 * f],
    [0.00003, m - s + 2 * f],
    [0.000325, 299.77 + 0.107408 * k - 0.009173 * t * t],
    [0.000165, 251.88 + 0.016321 * k],
    [0.000164, 251.83 + 26.651886 * k],
    [0.000126, 349.42 + 36.412478 * k],
  ];
  const julian = terms.reduce((sum, [size, angle]) => sum + size * sin(angle), mean);
  return Math.floor(julian - deltaT - julianOf1970 + zone);
}

/** Twelfths of the year's circle: a month in which a new one begins is no leap month. */
const twelfth = (day: number): number => Math.floor(sunAt(day) / 30);

/** The first day on whose course the sun reaches a longitude, searched from a day on. */
function reaches(longitude: number, from: number): number {
  let day = from;
  while ((sunAt(day + 1) - longitude + 360) % 360 > 180 || (sunAt(day) - longitude + 360) % 360 < 180) day += 1;
  return day;
}

/** The number of the new moon that opens the eleventh month: the last one up to the winter solstice. */
function eleventhMonth(year: number): number {
  const solstice = reaches(270, Date.UTC(year, 11, 15) / 86_400_000);
  let k = Math.floor((year - 2000) * 12.3685);
  while (newMoon(k + 1) <= solstice) k += 1;
  return k;
}

export interface LunarDays {
  /** The first day of the first lunar month; its eve is the day before. */
  readonly spring: number;
  readonly qingming: number;
  readonly duanwu: number;
  readonly zhongqiu: number;
}

const known = new Map<number, LunarDays>();

export function lunarDays(year: number): LunarDays {
  const found = known.get(year) ?? computed(year);
  known.set(year, found);
  return found;
}

function computed(year: number): LunarDays {
  const [before, after] = [eleventhMonth(year - 1), eleventhMonth(year)];
  const starts = new Map<number, number>();
  let month = 11;
  let leapFound = after - before === 12;
  starts.set(11, newMoon(before));
  for (let k = before + 1; k < after; k += 1) {
    if (!leapFound && twelfth(newMoon(k)) === twelfth(newMoon(k + 1))) {
      leapFound = true;
    } else {
      month = (month % 12) + 1;
      starts.set(month, newMoon(k));
    }
  }
  const of = (wanted: number): number => starts.get(wanted) ?? Number.NaN;
  return {
    spring: of(1),
    qingming: reaches(15, Date.UTC(year, 2, 25) / 86_400_000),
    duanwu: of(5) + 4,
    zhongqiu: of(8) + 14,
  };
}
