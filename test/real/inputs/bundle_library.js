export function describe(someLongParameterName) {
  if (process.env.NODE_ENV === 'development') console.warn('development');
  return /^[a-z]+$/i.test(someLongParameterName) ? someLongParameterName.toUpperCase() : '?';
}

export function neverCalled() {
  throw new Error('tree shaking should have dropped this');
}

export class Queue {
  #items = [];
  get size() { return this.#items.length; }
  push(item) { this.#items = [...this.#items, item]; }
  pop() { return this.#items.shift(); }
}
