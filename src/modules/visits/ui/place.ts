export interface Position {
  lat: number;
  lng: number;
  /** Radius in metres. */
  accuracy: number;
}

const patience = 5_000;

/** No position comes later than after so many milliseconds. */
export const longestLocating = patience + 500;

/** Where the phone is, if it says so in time: a check-in never waits for it longer, and never fails for it. */
export function locate(): Promise<Position | undefined> {
  if (!('geolocation' in navigator)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    // The question for permission may stay open for ever.
    const timer = setTimeout(() => resolve(undefined), longestLocating);
    const done = (position: Position | undefined): void => {
      clearTimeout(timer);
      resolve(position);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: coords.latitude, lng: coords.longitude, accuracy: coords.accuracy }),
      () => done(undefined),
      { enableHighAccuracy: true, timeout: patience, maximumAge: 30_000 },
    );
  });
}
