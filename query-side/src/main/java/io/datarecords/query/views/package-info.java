/** What the features' views have in common: how they follow the log and how they keep JSON. */
@NullMarked
package io.datarecords.query.views;

import org.jspecify.annotations.NullMarked;
