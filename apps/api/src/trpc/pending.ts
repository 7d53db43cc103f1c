import { AppError } from '@regent/core';
export function pending(): never {
  throw new AppError('internal', { detail: 'not built yet' });
}
