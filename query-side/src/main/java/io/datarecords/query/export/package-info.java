/** What the features' exports have in common: rows of any number, written one after the other in one of three formats. */
@NullMarked
package io.datarecords.query.export;

import org.jspecify.annotations.NullMarked;
