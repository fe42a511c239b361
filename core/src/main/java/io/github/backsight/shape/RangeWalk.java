package io.github.backsight.shape;

/// Follows brackets and texts over bytes, from a state that may be the true one or not. For one
/// thread.
final class RangeWalk {
    private boolean inText;
    private boolean escaped;
    private int depth;
    private int least;

    RangeWalk(FeatureRange.State from) {
        inText = from.inText();
        escaped = from.escaped();
        depth = from.depth();
        least = depth;
    }

    void over(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            over(bytes[i]);
        }
    }

    void over(byte letter) {
        if (inText) {
            if (escaped) {
                escaped = false;
            } else if (letter == '\\') {
                escaped = true;
            } else if (letter == '"') {
                inText = false;
            }
        } else if (letter == '"') {
            inText = true;
        } else if (letter == '{' || letter == '[') {
            depth++;
        } else if (letter == '}' || letter == ']') {
            depth--;
            least = Math.min(least, depth);
        }
    }

    boolean inText() {
        return inText;
    }

    int depth() {
        return depth;
    }

    int least() {
        return least;
    }

    FeatureRange.State state() {
        return new FeatureRange.State(inText, escaped, depth);
    }
}
