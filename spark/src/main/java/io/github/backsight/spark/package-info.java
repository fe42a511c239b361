/// A build whose work is done by the executors of Apache Spark.
@NullMarked
package io.github.backsight.spark;

import org.jspecify.annotations.NullMarked;
