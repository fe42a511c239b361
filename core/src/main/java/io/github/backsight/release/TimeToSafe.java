package io.github.backsight.release;

/// How long the public was at risk of getting something else, once the pointer had moved.
///
/// @param milliseconds from the move to the end of a look in which every address answered the new release; each
/// may have done so earlier than it was looked at
/// @param addresses how many were read in that look
public record TimeToSafe(long milliseconds, int addresses) {
    public TimeToSafe {
        if (milliseconds < 0 || addresses < 1) {
            throw new IllegalArgumentException(addresses + " addresses in " + milliseconds + " ms");
        }
    }
}
