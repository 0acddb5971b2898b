// Geodesics on the WGS 84 ellipsoid, for the lines of a download. C. F. F. Karney, Algorithms for geodesics, Journal of
// Geodesy 87 (2013): the inverse problem in its canonical form has one azimuth, found by bracketing (section 4), which
// holds for places nearly opposite each other too. Lengths by the series of T. Vincenty, Survey Review 23 (1975).
// Python asks PROJ, which solves the same; tests/parity/geodesic.json holds both to each other.

const RADIANS = Math.PI / 180;
const FLATTENING = 1 / 298.257223563;
const EQUATOR_M = 6378137;
const POLE_M = EQUATOR_M * (1 - FLATTENING);
const BULGE = (EQUATOR_M ** 2 - POLE_M ** 2) / POLE_M ** 2;
const EXACT = 1e-14;
const TRIES = 100;

/** A geodesic that has left its start: what the auxiliary sphere knows of it. */
interface Course {
  readonly lon: number;
  /** Sine and cosine of the azimuth, both where it crosses the equator northwards and at its start. */
  readonly sinAlpha0: number;
  readonly cosSquared0: number;
  /** From the equator to the start, along the great circle of the auxiliary sphere. */
  readonly sigma1: number;
  readonly sinBeta1: number;
  readonly cosBeta1: number;
  readonly cosAlpha1: number;
  readonly sinAlpha1: number;
}

function reduced(lat: number): [sine: number, cosine: number] {
  const tangent = (1 - FLATTENING) * Math.tan(lat * RADIANS);
  const cosine = 1 / Math.hypot(1, tangent);
  return Math.abs(lat) === 90 ? [Math.sign(lat), 0] : [tangent * cosine, cosine];
}

function courseFrom(lon: number, lat: number, azimuth: number): Course {
  const [sinBeta1, cosBeta1] = reduced(lat);
  const [sinAlpha1, cosAlpha1] = [Math.sin(azimuth), Math.cos(azimuth)];
  const sinAlpha0 = sinAlpha1 * cosBeta1;
  return {
    lon,
    sinAlpha0,
    cosSquared0: 1 - sinAlpha0 * sinAlpha0,
    sigma1: Math.atan2(sinBeta1, cosAlpha1 * cosBeta1),
    sinBeta1,
    cosBeta1,
    sinAlpha1,
    cosAlpha1,
  };
}

/** Longitude gained over the arc, less than on the sphere, radians. */
function lonShort({ sinAlpha0, cosSquared0, sigma1 }: Course, sigma: number): number {
  const c = (FLATTENING / 16) * cosSquared0 * (4 + FLATTENING * (4 - 3 * cosSquared0));
  const [sine, cosine, middle] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma)];
  const sum = sigma + c * sine * (middle + c * cosine * (2 * middle * middle - 1));
  return (1 - c) * FLATTENING * sinAlpha0 * sum;
}

/** Vincenty's A and B: how the length of an arc differs from that on the sphere. */
function lengthTerms({ cosSquared0 }: Course): [a: number, b: number] {
  const u = cosSquared0 * BULGE;
  return [
    1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u))),
    (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u))),
  ];
}

function lengthShort(course: Course, sigma: number, b: number): number {
  const [sine, cosine, middle] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * course.sigma1 + sigma)];
  const inner =
    cosine * (2 * middle * middle - 1) - (b / 6) * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3);
  return b * sine * (middle + (b / 4) * inner);
}

function lengthOf(course: Course, sigma: number): number {
  const [a, b] = lengthTerms(course);
  return POLE_M * a * (sigma - lengthShort(course, sigma, b));
}

/** The arc on the auxiliary sphere that is so many metres long. */
function arcOf(course: Course, length: number): number {
  const [a, b] = lengthTerms(course);
  const first = length / (POLE_M * a);
  let sigma = first;
  for (let i = 0; i < TRIES; i++) {
    const next = first + lengthShort(course, sigma, b);
    if (Math.abs(next - sigma) < EXACT) return next;
    sigma = next;
  }
  return sigma;
}

interface Inverse {
  readonly lengthM: number;
  /** At the start, radians clockwise from north. */
  readonly azimuth: number;
}

/** In canonical form (start in the south, end no farther from the equator): arc and longitude gained for an azimuth. */
function reach(course: Course, sinBeta2: number, cosBeta2: number): { sigma: number; lambda: number } {
  const { sinAlpha0, sinBeta1, cosBeta1, cosAlpha1, sinAlpha1, sigma1 } = course;
  const grown = (cosAlpha1 * cosBeta1) ** 2 + (cosBeta2 - cosBeta1) * (cosBeta2 + cosBeta1);
  const sigma2 = Math.atan2(sinBeta2, Math.sqrt(Math.max(0, grown)));
  const omega1 = Math.atan2(sinAlpha1 * sinBeta1, cosAlpha1);
  const omega2 = Math.atan2(sinAlpha0 * sinBeta2, Math.sqrt(Math.max(0, grown)));
  const sigma = sigma2 - sigma1;
  return { sigma, lambda: omega2 - omega1 - lonShort(course, sigma) };
}

/** The azimuth under which the longitude gained is the one wanted: bracketed, as it grows from 0 to 180° with it. */
function solve(lat: number, sinBeta2: number, cosBeta2: number, wanted: number): Course {
  let [low, high] = [0, Math.PI];
  let course = courseFrom(0, lat, 0);
  for (let i = 0; i < TRIES && high - low > EXACT; i++) {
    const middle = (low + high) / 2;
    course = courseFrom(0, lat, middle);
    if (reach(course, sinBeta2, cosBeta2).lambda < wanted) low = middle;
    else high = middle;
  }
  return course;
}

/** The shortest line between two places in degrees. */
export function inverse(lon1: number, lat1: number, lon2: number, lat2: number): Inverse {
  const turn = ((((lon2 - lon1) % 360) + 540) % 360) - 180;
  // Canonical form: the start is the place farther from the equator, and lies in the south; the end lies to the east.
  const isSwapped = Math.abs(lat1) < Math.abs(lat2);
  const [far, near] = isSwapped ? [lat2, lat1] : [lat1, lat2];
  const flip = far > 0 ? -1 : 1;
  const [sinBeta2, cosBeta2] = reduced(near * flip);
  // Along the equator every bracket is the same; beyond 179.4° the short way leaves it.
  if (far === 0 && Math.abs(turn) <= 180 * (1 - FLATTENING))
    return { lengthM: EQUATOR_M * Math.abs(turn) * RADIANS, azimuth: (Math.sign(turn) * Math.PI) / 2 };
  const course = solve(Math.min(far * flip, -1e-11), sinBeta2, cosBeta2, Math.abs(turn) * RADIANS);
  const { sigma } = reach(course, sinBeta2, cosBeta2);
  // Back from canonical form: azimuths at both ends trade places and signs.
  const grown = (course.cosAlpha1 * course.cosBeta1) ** 2 + (cosBeta2 - course.cosBeta1) * (cosBeta2 + course.cosBeta1);
  let [sine, cosine] = isSwapped
    ? [course.sinAlpha0, Math.sqrt(Math.max(0, grown))]
    : [course.sinAlpha1, course.cosAlpha1];
  if (turn < 0) sine = -sine;
  if (isSwapped === flip > 0) cosine = -cosine;
  return { lengthM: lengthOf(course, sigma), azimuth: Math.atan2(sine, cosine) };
}

/** Walks geodesics from one place: where it is after so many metres, degrees. */
export function walk(lon: number, lat: number, azimuth: number): (metres: number) => [lon: number, lat: number] {
  const course = courseFrom(lon, lat, azimuth);
  const { sinBeta1, cosBeta1, cosAlpha1, sinAlpha1, sinAlpha0 } = course;
  return (metres) => {
    const sigma = arcOf(course, metres);
    const [sine, cosine] = [Math.sin(sigma), Math.cos(sigma)];
    const lambda = Math.atan2(sine * sinAlpha1, cosBeta1 * cosine - sinBeta1 * sine * cosAlpha1);
    const across = sinBeta1 * sine - cosBeta1 * cosine * cosAlpha1;
    const lat2 = Math.atan2(
      sinBeta1 * cosine + cosBeta1 * sine * cosAlpha1,
      (1 - FLATTENING) * Math.hypot(sinAlpha0, across),
    );
    const lon2 = lon + (lambda - lonShort(course, sigma)) / RADIANS;
    return [((((lon2 + 180) % 360) + 360) % 360) - 180, lat2 / RADIANS];
  };
}
