import { describe, Queue } from './bundle_library.js';
import data from './bundle_data.json';

const queue = new Queue();
for (const item of data.items) queue.push({ ...item, label: describe(item?.name ?? 'nobody') });
const { first, ...others } = { first: queue.pop(), size: queue.size, unused: void 0 };
console.log(first, others, `${data.items.length} items`);
export const answer = 2 ** 5 + 10;
