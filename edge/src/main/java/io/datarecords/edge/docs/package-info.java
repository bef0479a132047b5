/** What the service says of itself, to everybody: the OpenAPI document, and a page to browse it. */
@NullMarked
package io.datarecords.edge.docs;

import org.jspecify.annotations.NullMarked;
