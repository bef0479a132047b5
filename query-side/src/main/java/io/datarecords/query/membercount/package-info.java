/** How many records each member has in each data type. */
@NullMarked
package io.datarecords.query.membercount;

import org.jspecify.annotations.NullMarked;
