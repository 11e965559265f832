import type { ProductDto } from '@rose-ash/shared/contracts/dtos/market';
import type { PageHead } from '@rose-ash/shared/infrastructure/views/page-head';
import {
  crumbsData,
  houseData,
  type HouseNames,
  type StructuredData,
} from '@rose-ash/shared/infrastructure/views/structured-data';
import { toDecimal } from '@rose-ash/shared/lib/money';
import { productPath } from './product.js';

/** `description` as the page says it. */
export function presentProductHead(product: ProductDto, description: string, house: HouseNames): PageHead {
  const url = house.urls.market + productPath(product.slug);
  const way = crumbsData([
    { name: 'The market', url: `${house.urls.market}/` },
    { name: product.name, url },
  ]);
  return { data: [productData(product, description, url, house), way] };
}

function productData(
  { id, name, price, unit, available }: ProductDto,
  description: string,
  url: string,
  house: HouseNames,
): StructuredData {
  const offers = {
    '@type': 'Offer',
    url,
    price: toDecimal(price),
    priceCurrency: price.currency,
    availability: `https://schema.org/${available > 0 ? 'InStock' : 'OutOfStock'}`,
    eligibleQuantity: { '@type': 'QuantitativeValue', value: 1, unitText: unit },
    seller: houseData(house),
  };
  return { '@type': 'Product', '@id': url, sku: id, name, description, url, offers };
}
