/** The sample data: a clinic with its patients, visits and lab results, loaded over HTTP as any client would. */
@NullMarked
package io.datarecords.standalone.sample;

import org.jspecify.annotations.NullMarked;
