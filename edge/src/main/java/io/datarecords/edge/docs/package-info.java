/** What the API says of itself: the OpenAPI document, and a page to browse it. */
@NullMarked
package io.datarecords.edge.docs;

import org.jspecify.annotations.NullMarked;
