/** What was answered within this time; undefined where nothing was. A late answer, or a late failure, is passed over. */
export function answeredIn<T>(ms: number, asked: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    void asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
