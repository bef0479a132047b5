/** What both HTTP sides share: token to caller, problem details, strict JSON, strict requests. */
@NullMarked
package io.datarecords.edge;

import org.jspecify.annotations.NullMarked;
