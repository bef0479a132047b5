/** What every part of the published language shares: how a message names its aggregate and how it is refused. */
@NullMarked
package io.datarecords.api;

import org.jspecify.annotations.NullMarked;
